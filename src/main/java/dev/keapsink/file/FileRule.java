package dev.keapsink.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.content.FileSources;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.object.TableMapper;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.value.StoredKey;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Identifies files, and lets only contents through that this deployment reads. Threadsafe. */
final class FileRule implements TableMapper.Rule {

    private final FileSources sources;

    FileRule(FileSources sources) {
        this.sources = sources;
    }

    /** A key tells the files of one contact apart. A file without a key of its own is told apart by its name. */
    @Override
    public Key key(SinkRecord.Row row, Map<Field, Value> values, Map<Field, Reference> references) {
        String given = row.header().key();
        String key = given == null ? StoredKey.ofData(described(values, references)) : given;
        Reference contact = references.get(FileFields.CONTACT);
        return new Key(
                ObjectType.FILES, Key.By.SOURCE_KEY, contact == null ? List.of(key) : List.of(key, contact.text()));
    }

    private static ObjectNode described(Map<Field, Value> values, Map<Field, Reference> references) {
        Value name = values.get(FileFields.NAME);
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("name", name == null ? "" : name.text());
        Reference contact = references.get(FileFields.CONTACT);
        if (contact != null) {
            described.put("contact", contact.text());
        }
        return described;
    }

    @Override
    public void complete(SortedMap<Field, Value> values, SortedMap<Field, Reference> references, Faults faults) {
        Value name = values.get(FileFields.NAME);
        if (name == null || name.isClearing()) {
            faults.add(
                    new InvalidValue(FileFields.NAME.label(), "is missing; send one such as invoice.pdf").rejection());
        } else {
            faults.reading(() -> FileName.of(name.text()))
                    .ifPresent(plain -> values.put(
                            FileFields.NAME,
                            new Value(new TextNode(plain.text()), name.write(), name.origin(), false)));
        }
        Value content = values.get(FileFields.CONTENT);
        Value from = values.get(FileFields.CONTENT_FROM);
        if (content != null && !content.isClearing()) {
            faults.checking(() -> sources.inline(content.text()));
            if (from != null) {
                faults.add(new InvalidValue(from(), "stands beside content; send one of them").rejection());
            }
        } else if (from != null && !from.isClearing()) {
            faults.checking(() -> sources.from(from.text()));
        }
    }

    private static String from() {
        return FileFields.CONTENT_FROM.label();
    }
}
