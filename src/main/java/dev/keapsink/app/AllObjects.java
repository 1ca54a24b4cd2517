package dev.keapsink.app;

import dev.keapsink.account.Users;
import dev.keapsink.company.Companies;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.contact.Contacts;
import dev.keapsink.content.FileReader;
import dev.keapsink.field.Mapping;
import dev.keapsink.file.Files;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.note.Notes;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.opportunity.Opportunities;
import dev.keapsink.order.DifferingTotals;
import dev.keapsink.order.Orders;
import dev.keapsink.order.Payments;
import dev.keapsink.product.Products;
import dev.keapsink.record.ObjectType;
import dev.keapsink.task.Tasks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Makes the object of each type. This is the one place that names them all. */
public final class AllObjects {

    private final KeapClient keap;
    private final Options options;
    private final Duration timeout;
    private final InstantSource clock;
    private final Users users;
    private final DifferingTotals totals = new DifferingTotals();
    private final Map<ObjectType, KeapObject> made = new EnumMap<>(ObjectType.class);

    /**
     * The deployment's choices.
     *
     * @param mappings of the streams other than contacts
     * @param createMissing whether records of one type create a missing parent of another
     * @param defaultUser the id or e-mail address of the user for records that need one and name none
     * @param files reads the contents of files
     */
    public record Options(
            ContactSettings contacts,
            Function<ObjectType, Mapping> mappings,
            BiPredicate<ObjectType, ObjectType> createMissing,
            ObjectContext.Keys keys,
            Optional<String> defaultUser,
            FileReader files) {}

    private AllObjects(KeapClient keap, Options options, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.options = options;
        this.timeout = timeout;
        this.clock = clock;
        this.users = new Users(keap, timeout, clock);
    }

    /**
     * The objects of an account.
     *
     * @param timeout of one call
     */
    public static KeapObjects of(KeapClient keap, Options options, Duration timeout, InstantSource clock) {
        AllObjects all = new AllObjects(keap, options, timeout, clock);
        for (ObjectType type : ObjectType.values()) {
            all.made.put(type, all.of(type));
        }
        return new KeapObjects(all.made.values().toArray(KeapObject[]::new));
    }

    private KeapObject of(ObjectType type) {
        return switch (type) {
            case COMPANIES -> new Companies(context(type));
            case CONTACTS -> new Contacts(context(type), options.contacts());
            case OPPORTUNITIES -> new Opportunities(context(type));
            case NOTES -> new Notes(context(type));
            case TASKS -> new Tasks(context(type));
            case PRODUCTS -> new Products(context(type));
            case ORDERS -> new Orders(context(type), totals);
            case PAYMENTS -> new Payments(context(type), totals);
            case FILES -> new Files(context(type), options.files());
        };
    }

    /** The parents of a type are made before it, in the order of the types. */
    private ObjectContext context(ObjectType type) {
        return new ObjectContext(
                keap,
                options.mappings().apply(type),
                Map.copyOf(made),
                parent -> options.createMissing().test(type, parent),
                options.keys(),
                new ObjectContext.People(users, options.defaultUser()),
                timeout,
                clock);
    }
}
