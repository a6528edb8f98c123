package dev.tributary.codec;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code .proto} files as a registry has them, with all that they import. */
final class ProtoFiles {
    /** What everybody has; a registry need not. */
    private static final List<FileDescriptor> OWN = List.of(
            AnyProto.getDescriptor(),
            ApiProto.getDescriptor(),
            DescriptorProtos.getDescriptor(),
            DurationProto.getDescriptor(),
            EmptyProto.getDescriptor(),
            FieldMaskProto.getDescriptor(),
            SourceContextProto.getDescriptor(),
            StructProto.getDescriptor(),
            TimestampProto.getDescriptor(),
            TypeProto.getDescriptor(),
            WrappersProto.getDescriptor());

    /** What registries and Connect's converter know without importing it: only annotations, and three types. */
    private static final Map<String, String> COMMON = Map.of(
            "confluent/meta.proto",
            "syntax = \"proto3\"; package confluent;",
            "confluent/type/decimal.proto",
            "syntax = \"proto3\"; package confluent.type;"
                    + " message Decimal { bytes value = 1; uint32 precision = 2; int32 scale = 3; }",
            "google/type/date.proto",
            "syntax = \"proto3\"; package google.type; message Date { int32 year = 1; int32 month = 2; int32 day = 3; }",
            "google/type/timeofday.proto",
            "syntax = \"proto3\"; package google.type;"
                    + " message TimeOfDay { int32 hours = 1; int32 minutes = 2; int32 seconds = 3; int32 nanos = 4; }");

    private final Map<String, String> texts;
    private final Map<String, FileDescriptor> files = new HashMap<>();

    private ProtoFiles(Map<String, String> texts) {
        this.texts = texts;
        OWN.forEach(file -> files.put(file.getFullName(), file));
    }

    static FileDescriptor of(SchemaRegistry.Registered registered) {
        Map<String, String> texts = new HashMap<>(COMMON);
        texts.putAll(registered.references());
        return new ProtoFiles(texts).build("", registered.schema());
    }

    private FileDescriptor build(String name, String text) {
        FileDescriptorProto file = new ProtoParser(text).file(name);
        List<FileDescriptor> imports = new ArrayList<>();
        for (String path : file.getDependencyList()) {
            imports.add(imported(path));
        }
        try {
            return FileDescriptor.buildFrom(file, imports.toArray(new FileDescriptor[0]));
        } catch (DescriptorValidationException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    private FileDescriptor imported(String path) {
        FileDescriptor known = files.get(path);
        if (known != null) {
            return known;
        }
        String text = texts.remove(path);
        if (text == null) {
            throw new IllegalArgumentException("it imports " + path + ", which is none of its references");
        }
        FileDescriptor file = build(path, text);
        files.put(path, file);
        return file;
    }

    /** The name of the messages that a map field is a list of. */
    static String entryName(String field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.split("_", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name + "Entry";
    }

    /** A map's entries as a message. */
    static DescriptorProto.Builder entry(String field) {
        return DescriptorProto.newBuilder()
                .setName(entryName(field))
                .setOptions(DescriptorProtos.MessageOptions.newBuilder().setMapEntry(true));
    }
}
