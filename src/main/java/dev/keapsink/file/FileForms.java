package dev.keapsink.file;

import dev.keapsink.keap.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the bodies of requests that carry a file. */
final class FileForms {

    private FileForms() {}

    /**
     * A file of a contact.
     *
     * @param name the name under which Keap stores it
     */
    static Form ofContact(long contact, String name, boolean isPublic, byte[] content) {
        List<Form.Part> parts = new ArrayList<>(parts(name, Optional.of(isPublic), Optional.of(content)));
        // Keap reads this one as JSON, and the others as they stand.
        parts.add(new Form.Text("file_association", "\"CONTACT\""));
        parts.add(new Form.Text("contact_id", String.valueOf(contact)));
        return new Form(parts);
    }

    /**
     * An update of a file.
     *
     * @param mask the names of the parts that are replaced, with commas between them
     */
    record Replacement(String mask, Form form) {}

    /**
     * The new name of a file.
     *
     * @param isPublic whether everyone may read it; empty to keep that as it is
     * @param content the new content; empty to keep the one that Keap has
     */
    static Replacement replacing(String name, Optional<Boolean> isPublic, Optional<byte[]> content) {
        List<Form.Part> parts = parts(name, isPublic, content);
        return new Replacement(parts.stream().map(Form.Part::name).collect(Collectors.joining(",")), new Form(parts));
    }

    private static List<Form.Part> parts(String name, Optional<Boolean> isPublic, Optional<byte[]> content) {
        List<Form.Part> parts = new ArrayList<>();
        content.ifPresent(bytes -> parts.add(new Form.File("file", name, bytes)));
        parts.add(new Form.Text("file_name", name));
        isPublic.ifPresent(open -> parts.add(new Form.Text("is_public", String.valueOf(open))));
        return parts;
    }
}
