package dev.tributary.http;

import java.util.Optional;

/** The addresses as templates: few, however many keys are asked for. */
enum Route {
    INDEX("/"),
    VIEWS("/views"),
    DOCUMENTS("/views/{view}"),
    DOCUMENT("/views/{view}/{key}"),
    FIELD("/views/{view}/{key}/{field}"),
    LIVE("/health/live"),
    READY("/health/ready"),
    METRICS("/metrics"),
    CLUSTER("/cluster"),
    OPENAPI("/openapi.json"),
    DOCS("/docs"),
    TOPOLOGY("/topology/{view}"),
    PROBLEM("/problems/{code}"),
    /** What instances ask each other. */
    INSTANCES("/instances"),
    /** Nothing is there. */
    OTHER("other");

    private final String template;

    Route(String template) {
        this.template = template;
    }

    String template() {
        return template;
    }

    static Route of(RequestPath path) {
        return switch (path.raw(0)) {
            case "" -> exactly(path, 1, INDEX);
            case "views" -> ofView(path);
            case "health" -> ofHealth(path);
            case "metrics" -> exactly(path, 1, METRICS);
            case "cluster" -> exactly(path, 1, CLUSTER);
            case "openapi.json" -> exactly(path, 1, OPENAPI);
            case "docs" -> DOCS;
            case "topology" -> ofTopology(path);
            case "instances" -> INSTANCES;
            case "problems" -> exactly(path, 2, PROBLEM);
            default -> OTHER;
        };
    }

    private static Route exactly(RequestPath path, int length, Route route) {
        return path.length() == length ? route : OTHER;
    }

    private static Route ofView(RequestPath path) {
        return switch (path.length()) {
            case 1 -> VIEWS;
            case 2 -> DOCUMENTS;
            case 3 -> DOCUMENT;
            case 4 -> FIELD;
            default -> OTHER;
        };
    }

    /** No view's name has a dot: that is a file of the pages. */
    private static Route ofTopology(RequestPath path) {
        Route route = exactly(path, 2, TOPOLOGY);
        return route == TOPOLOGY && path.text(1).indexOf('.') >= 0 ? DOCS : route;
    }

    private static Route ofHealth(RequestPath path) {
        String rest = path.length() == 2 ? path.raw(1) : "";
        return rest.equals("live") ? LIVE : rest.equals("ready") ? READY : OTHER;
    }

    /** The view that an address of this kind names. */
    Optional<String> view(RequestPath path) {
        return switch (this) {
            case DOCUMENTS, DOCUMENT, FIELD, TOPOLOGY -> Optional.of(path.text(1));
            default -> Optional.empty();
        };
    }

    /** Whether it is answered without a credential: nothing of the views is told there. */
    boolean isOpen() {
        return isHealth() || this == DOCS || this == PROBLEM;
    }

    /** Asked for by those who keep the service alive, as often as they like. */
    boolean isHealth() {
        return this == LIVE || this == READY;
    }
}
