package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Protobuf schema: data of its messages comes out as JSON. Before the data stands which message it is. */
final class ProtobufSchema implements WireSchema {
    private final FileDescriptor file;
    private final Map<String, Form> columns;

    private ProtobufSchema(FileDescriptor file) {
        this.file = file;
        this.columns = new HashMap<>();
        for (Descriptor message : file.getMessageTypes()) {
            row(message).getFields().forEach(field -> columns.putIfAbsent(field.getName(), form(field)));
        }
    }

    static ProtobufSchema parse(SchemaRegistry.Registered registered) {
        return new ProtobufSchema(ProtoFiles.of(registered));
    }

    private static Descriptor row(Descriptor message) {
        FieldDescriptor op = message.findFieldByName("op");
        FieldDescriptor after = message.findFieldByName("after");
        boolean envelope = op != null && after != null && after.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        return envelope ? after.getMessageType() : message;
    }

    private static Form form(FieldDescriptor field) {
        if (field.isRepeated()) {
            return Form.OTHER;
        }
        return switch (field.getJavaType()) {
            case STRING -> Form.TEXT;
            case BYTE_STRING -> Form.BYTES;
            case MESSAGE -> ProtobufJson.form(field.getMessageType());
            default -> Form.OTHER;
        };
    }

    @Override
    public Map<String, Form> columns() {
        return columns;
    }

    @Override
    public byte[] json(byte[] bytes, int from) throws IOException {
        BinaryInput in = new BinaryInput(bytes, from);
        Descriptor type = type(in);
        DynamicMessage message;
        try {
            message = DynamicMessage.parseFrom(type, new ByteArrayInputStream(in.read(in.left())));
        } catch (InvalidProtocolBufferException broken) {
            throw new BadRecord("Expected Protobuf data of " + type.getFullName() + ", but it is broken ("
                    + broken.getMessage() + ")");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * bytes.length);
        try (JsonGenerator to = Json.FACTORY.createGenerator(out)) {
            ProtobufJson.write(message, to);
        }
        return out.toByteArray();
    }

    /** The path to the message's type: how many indexes, then each; no index is short for one, 0. */
    private Descriptor type(BinaryInput in) throws IOException {
        long count = in.readLong();
        if (count < 0 || count > in.left()) {
            throw new BadRecord("Expected the path to a message type, but it has " + count + " steps");
        }
        Descriptor type = at(file.getMessageTypes(), count == 0 ? 0 : in.readInt());
        for (long i = 1; i < count; i++) {
            type = at(type.getNestedTypes(), in.readInt());
        }
        return type;
    }

    private static Descriptor at(List<Descriptor> types, int index) throws IOException {
        if (index < 0 || index >= types.size()) {
            throw new BadRecord("Expected one of " + types.size() + " message types, but came number " + index);
        }
        return types.get(index);
    }
}
