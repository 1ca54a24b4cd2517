package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.tools.records.MappingOffer.Entry;
import dev.keapsink.tools.records.MappingOffer.Trial;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tries an offered mapping on the first records of a file, and drops the entries that would reject many of them. */
final class OfferTrial {
    /** Of a hundred records. A few bad values are the file's fault, many show that the guess is wrong. */
    private static final int MOST_REJECTED = 20;

    private final MappingInEffect mapping;
    private final List<SinkRecord.Row> records;

    OfferTrial(MappingInEffect mapping, List<SinkRecord.Row> records) {
        this.mapping = mapping;
        this.records = List.copyOf(records);
    }

    /** Returns the offer of all entries that pass; empty if none does. */
    Optional<MappingOffer> of(List<Entry> entries) {
        try {
            PresentMapping present = PresentMapping.of(mapping.reading().document());
            List<Entry> left = entries;
            while (!left.isEmpty()) {
                ObjectNode document = present.with(left);
                ContactMapper mapper = mapping.reading().with(document.toString());
                Optional<Entry> bad = left.stream()
                        .filter(entry -> rejectsMany(mapper, entry))
                        .findFirst();
                if (bad.isEmpty()) {
                    Trial trial =
                            new Trial(records.size(), taken(mapping.mapper().orElseThrow()), taken(mapper));
                    return Optional.of(new MappingOffer(document, left, trial));
                }
                left = left.stream().filter(entry -> !entry.equals(bad.get())).toList();
            }
            return Optional.empty();
        } catch (MappingError e) {
            // The present mapping forbids the entries: it ignores such a column, for instance.
            return Optional.empty();
        }
    }

    private boolean rejectsMany(ContactMapper mapper, Entry entry) {
        long rejected = rejections(mapper)
                .filter(rejection -> Objects.equals(rejection.field(), entry.target()))
                .count();
        return !entry.target().equals("email1") && rejected * 100 > (long) records.size() * MOST_REJECTED;
    }

    private Stream<Rejected> rejections(ContactMapper mapper) {
        return records.stream()
                .map(mapper::map)
                .flatMap(result -> result instanceof Checked.Invalid<MappingResult>(Rejected rejected)
                        ? Stream.of(rejected)
                        : Stream.empty());
    }

    private int taken(ContactMapper mapper) {
        return records.size() - (int) rejections(mapper).count();
    }
}
