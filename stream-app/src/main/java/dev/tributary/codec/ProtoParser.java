package dev.tributary.codec;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Parses {@code .proto} files as far as data can be read by them: messages, enums, imports. Options, services, extensions
 * and what is reserved are passed over; groups are refused.
 */
final class ProtoParser {
    private static final int MAX_DEPTH = 100;
    private static final Map<String, FieldDescriptorProto.Type> SCALARS = Map.ofEntries(
            Map.entry("double", FieldDescriptorProto.Type.TYPE_DOUBLE),
            Map.entry("float", FieldDescriptorProto.Type.TYPE_FLOAT),
            Map.entry("int32", FieldDescriptorProto.Type.TYPE_INT32),
            Map.entry("int64", FieldDescriptorProto.Type.TYPE_INT64),
            Map.entry("uint32", FieldDescriptorProto.Type.TYPE_UINT32),
            Map.entry("uint64", FieldDescriptorProto.Type.TYPE_UINT64),
            Map.entry("sint32", FieldDescriptorProto.Type.TYPE_SINT32),
            Map.entry("sint64", FieldDescriptorProto.Type.TYPE_SINT64),
            Map.entry("fixed32", FieldDescriptorProto.Type.TYPE_FIXED32),
            Map.entry("fixed64", FieldDescriptorProto.Type.TYPE_FIXED64),
            Map.entry("sfixed32", FieldDescriptorProto.Type.TYPE_SFIXED32),
            Map.entry("sfixed64", FieldDescriptorProto.Type.TYPE_SFIXED64),
            Map.entry("bool", FieldDescriptorProto.Type.TYPE_BOOL),
            Map.entry("string", FieldDescriptorProto.Type.TYPE_STRING),
            Map.entry("bytes", FieldDescriptorProto.Type.TYPE_BYTES));
    private static final Set<String> LABELS = Set.of("optional", "required", "repeated");

    private final ProtoTokens tokens;
    private boolean proto3;
    private int depth;

    ProtoParser(String text) {
        tokens = new ProtoTokens(text);
    }

    FileDescriptorProto file(String name) {
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName(name);
        while (!tokens.atEnd()) {
            switch (tokens.peek()) {
                case "syntax" -> file.setSyntax(syntax());
                case "package" -> {
                    tokens.next();
                    file.setPackage(tokens.name());
                    tokens.expect(";");
                }
                case "import" -> imported(file);
                case "message" -> file.addMessageType(message());
                case "enum" -> file.addEnumType(enumeration());
                case "option", "service", "extend", "edition" -> tokens.skipStatement();
                default -> tokens.expect(";");
            }
        }
        return file.build();
    }

    private String syntax() {
        tokens.next();
        tokens.expect("=");
        String syntax = tokens.string();
        tokens.expect(";");
        proto3 = syntax.equals("proto3");
        return syntax;
    }

    private void imported(FileDescriptorProto.Builder file) {
        tokens.next();
        if (tokens.skipIf("public")) {
            file.addPublicDependency(file.getDependencyCount());
        } else {
            tokens.skipIf("weak");
        }
        file.addDependency(tokens.string());
        tokens.expect(";");
    }

    private DescriptorProto message() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("its messages are more than " + MAX_DEPTH + " deep");
        }
        tokens.next();
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(tokens.name());
        List<String> optional = new ArrayList<>();
        tokens.expect("{");
        while (!tokens.skipIf("}")) {
            member(message, optional);
        }
        optional.forEach(field -> presence(field, message));
        depth--;
        return message.build();
    }

    private void member(DescriptorProto.Builder message, List<String> optional) {
        boolean declares = !tokens.peekSecond().equals("=");
        switch (tokens.peek()) {
            case ";" -> tokens.next();
            case "message" -> message.addNestedType(message());
            case "enum" -> message.addEnumType(enumeration());
            case "oneof" -> oneof(message);
            case "option", "reserved", "extensions", "extend" -> tokens.skipStatement();
            default -> {
                if (!declares) {
                    throw tokens.unexpected("a field's type");
                }
                field(message, optional);
            }
        }
    }

    private void field(DescriptorProto.Builder message, List<String> optional) {
        String label = LABELS.contains(tokens.peek()) ? tokens.next() : "";
        if (tokens.peek().equals("map") && tokens.peekSecond().equals("<")) {
            map(message);
            return;
        }
        FieldDescriptorProto.Builder field = typed(FieldDescriptorProto.newBuilder())
                .setLabel(label.isEmpty() ? Label.LABEL_OPTIONAL : label(label));
        numbered(field);
        if (label.equals("optional") && proto3) {
            field.setProto3Optional(true);
            optional.add(field.getName());
        }
        message.addField(field);
    }

    private static Label label(String label) {
        return Label.valueOf("LABEL_" + label.toUpperCase(Locale.ROOT));
    }

    private FieldDescriptorProto.Builder typed(FieldDescriptorProto.Builder field) {
        String type = tokens.name();
        if (type.equals("group")) {
            throw new IllegalArgumentException("it has a group, which is not read");
        }
        FieldDescriptorProto.Type scalar = SCALARS.get(type);
        return scalar == null ? field.setTypeName(type) : field.setType(scalar);
    }

    private void numbered(FieldDescriptorProto.Builder field) {
        field.setName(tokens.name());
        tokens.expect("=");
        field.setNumber(tokens.integer());
        tokens.skipOptions();
        tokens.expect(";");
    }

    private void map(DescriptorProto.Builder message) {
        tokens.next();
        tokens.expect("<");
        FieldDescriptorProto.Builder key = typed(entryField("key", 1));
        tokens.expect(",");
        FieldDescriptorProto.Builder value = typed(entryField("value", 2));
        tokens.expect(">");
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder().setLabel(Label.LABEL_REPEATED);
        numbered(field);
        message.addNestedType(ProtoFiles.entry(field.getName()).addField(key).addField(value));
        message.addField(field.setTypeName(ProtoFiles.entryName(field.getName())));
    }

    private static FieldDescriptorProto.Builder entryField(String name, int number) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setLabel(Label.LABEL_OPTIONAL);
    }

    private void oneof(DescriptorProto.Builder message) {
        tokens.next();
        int index = message.getOneofDeclCount();
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(tokens.name()));
        block(name -> {
            FieldDescriptorProto.Builder field = typed(FieldDescriptorProto.newBuilder())
                    .setLabel(Label.LABEL_OPTIONAL)
                    .setOneofIndex(index);
            numbered(field);
            message.addField(field);
        });
    }

    /** What proto3 calls optional is a choice of one; such choices come after all others. */
    private static void presence(String name, DescriptorProto.Builder message) {
        int index = message.getOneofDeclCount();
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + name));
        for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
            if (field.getName().equals(name)) {
                field.setOneofIndex(index);
            }
        }
    }

    private EnumDescriptorProto enumeration() {
        tokens.next();
        EnumDescriptorProto.Builder enumeration =
                EnumDescriptorProto.newBuilder().setName(tokens.name());
        block(first -> {
            EnumValueDescriptorProto.Builder value =
                    EnumValueDescriptorProto.newBuilder().setName(tokens.name());
            tokens.expect("=");
            value.setNumber(tokens.integer());
            tokens.skipOptions();
            tokens.expect(";");
            enumeration.addValue(value);
        });
        return enumeration.build();
    }

    /** The members between braces; options and what is reserved are passed over. */
    private void block(Consumer<String> member) {
        tokens.expect("{");
        while (!tokens.skipIf("}")) {
            boolean declares = !tokens.peekSecond().equals("=");
            if (declares && (tokens.peek().equals("option") || tokens.peek().equals("reserved"))) {
                tokens.skipStatement();
            } else if (!tokens.skipIf(";")) {
                member.accept(tokens.peek());
            }
        }
    }
}
