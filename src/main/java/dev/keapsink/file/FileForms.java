package dev.keapsink.file;

import dev.keapsink.keap.Form;
import java.util.List;
import java.util.stream.Stream;

/** Writes the bodies of requests that carry a file. */
final class FileForms {

    /** The parts that an update replaces. */
    static final String REPLACED = "file,file_name,is_public";

    private FileForms() {}

    /**
     * A file of a contact.
     *
     * @param name the name under which Keap stores it
     */
    static Form ofContact(long contact, String name, boolean isPublic, byte[] content) {
        return new Form(Stream.concat(
                        replacing(name, isPublic, content).parts().stream(),
                        Stream.of(
                                // Keap reads this one as JSON, and the others as they stand.
                                new Form.Text("file_association", "\"CONTACT\""),
                                new Form.Text("contact_id", String.valueOf(contact))))
                .toList());
    }

    /** The new content and name of a file. */
    static Form replacing(String name, boolean isPublic, byte[] content) {
        return new Form(List.of(
                new Form.File("file", name, content),
                new Form.Text("file_name", name),
                new Form.Text("is_public", String.valueOf(isPublic))));
    }
}
