package dev.keapsink.record;

/** How deep inside a JSON text's brackets and quotation marks a reader is. Nothing else of the text is looked at. */
final class Nesting {

    private final StringBuilder closers = new StringBuilder();
    private boolean inText;
    private boolean escaped;

    boolean isOutside() {
        return closers.isEmpty() && !inText;
    }

    /** Reads a text to its end; false if a bracket in it closes none. */
    boolean enter(String text) {
        return text.chars().allMatch(c -> enter((char) c));
    }

    /** Reads one character; false if it is a bracket that closes none. */
    boolean enter(char c) {
        if (inText) {
            inText = escaped || c != '"';
            escaped = !escaped && c == '\\';
            return true;
        }
        return switch (c) {
            case '"' -> openText();
            case '{' -> open('}');
            case '[' -> open(']');
            case '}', ']' -> close(c);
            default -> true;
        };
    }

    private boolean openText() {
        inText = true;
        return true;
    }

    private boolean open(char closer) {
        closers.append(closer);
        return true;
    }

    private boolean close(char closer) {
        int last = closers.length() - 1;
        boolean closes = last >= 0 && closers.charAt(last) == closer;
        if (closes) {
            closers.setLength(last);
        }
        return closes;
    }
}
