package dev.keapsink.keap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** The body of a request that carries a file: {@code multipart/form-data}, in the order of its parts. */
public record Form(List<Part> parts) {

    /** One part of a form. */
    public sealed interface Part {
        String name();
    }

    /**
     * A text.
     *
     * @param value is sent as it stands, declared as JSON: Keap takes no other texts beside a file
     */
    public record Text(String name, String value) implements Part {
        /** Without the value, which may be personal. */
        @Override
        public String toString() {
            return "Text[" + name + "]";
        }
    }

    /** A file. */
    public static final class File implements Part {

        private static final Pattern IN_QUOTES = Pattern.compile("[^\\p{Cntrl}\"\\\\]+");

        private final String name;
        private final String fileName;
        private final byte[] content;

        /**
         * @param fileName stands in a header, so it has neither quotes nor control characters
         * @param content is not copied
         */
        public File(String name, String fileName, byte[] content) {
            if (!IN_QUOTES.matcher(fileName).matches()) {
                throw new IllegalArgumentException("A file's name must fit between quotes");
            }
            this.name = name;
            this.fileName = fileName;
            this.content = content;
        }

        @Override
        public String name() {
            return name;
        }

        /** The name of the file itself. */
        public String fileName() {
            return fileName;
        }

        /** The bytes, which are not copied either. */
        public byte[] content() {
            return content;
        }

        /** Without the file's name and its content. */
        @Override
        public String toString() {
            return "File[" + name + "]";
        }
    }

    public Form {
        parts = List.copyOf(parts);
    }

    /** The parts for a person to read, with the size of a file in place of its content. */
    public ObjectNode shown() {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (Part part : parts) {
            switch (part) {
                case Text text -> shown.put(text.name(), text.value());
                case File file -> shown.put(file.name(), "{%,d bytes}".formatted(file.content().length));
            }
        }
        return shown;
    }
}
