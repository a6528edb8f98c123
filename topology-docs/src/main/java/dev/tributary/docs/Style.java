package dev.tributary.docs;

/** How a name from a view file is set off from the words around it. */
enum Style {
    /** As it is, for a terminal. */
    PLAIN {
        @Override
        String name(String name) {
            return name;
        }
    },
    /** As Markdown code, so that no character of it means anything. */
    MARKDOWN {
        @Override
        String name(String name) {
            return name.contains("`") ? "`` " + name + " ``" : "`" + name + "`";
        }
    };

    abstract String name(String name);
}
