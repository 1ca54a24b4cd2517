package dev.keapsink.record;

import java.util.List;

/**
 * One tag of a record; in a text with commas or brackets perhaps several. A tag's name may hold both itself, so that
 * only the account can tell which tags such a text names.
 *
 * @param text the whole text
 * @param pieces the parts between its commas and within its brackets, at least one
 */
public record TagText(String text, List<TagPiece> pieces) {

    public TagText {
        pieces = List.copyOf(pieces);
    }

    static TagText of(TagPiece piece) {
        return new TagText(piece.text(), List.of(piece));
    }

    /** One tag by its id. */
    public static TagText of(long id) {
        return of(new TagPiece.Id(id, String.valueOf(id)));
    }

    /** Whether the whole text may be the name of one tag, and differs from its first piece. */
    public boolean mayBeOne() {
        return !text.equals(pieces.getFirst().text()) && text.codePointCount(0, text.length()) <= TagPiece.MAX_NAME;
    }

    /** The text from one piece to another, with the commas between them. */
    public String between(int first, int last) {
        int start = 0;
        int end = 0;
        for (int i = 0; i <= last; i++) {
            int found = text.indexOf(pieces.get(i).text(), end);
            start = i == first ? found : start;
            end = found + pieces.get(i).text().length();
        }
        return text.substring(start, end);
    }

    /** Omits the names, which the record chose. */
    @Override
    public String toString() {
        return "TagText[" + pieces.size() + "]";
    }
}
