package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A file: its content is a field in which each character is a byte, and replies describe it without the content. */
final class FileLogic implements ObjectLogic {
    static byte[] content(StoredObject file) {
        return file.text("file").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        fields.put("is_public", fields.path("is_public").asBoolean());
    }

    @Override
    public void show(StoredObject object, ObjectNode view) {
        view.remove(List.of("file", "file_association"));
        view.put("file_size", object.text("file").length());
        view.put("created_by_id", "1").put("remote_file_key", "file-" + object.id());
        view.set("category", value(object, "@category"));
        view.set("file_box_type", value(object, "@box"));
    }

    @Override
    public JsonNode value(StoredObject object, String name) {
        return switch (name) {
            case "@user" -> TextNode.valueOf("1");
            case "@category" -> TextNode.valueOf("DOCUMENTS");
            case "@box" ->
                TextNode.valueOf(object.text("file_association").equals("CONTACT") ? "CONTACT" : "APPLICATION");
            default -> object.value(name);
        };
    }
}
