package dev.keapsink.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A user of the account.
 *
 * @param status as Keap spells it; empty if Keap does not say
 */
record User(long id, List<String> emails, String status) {

    /** Users that take no work. An invited user has an id already, and Keap shows the work at the first login. */
    private static final Set<String> INACTIVE = Set.of("INACTIVE", "NOT_A_USER");

    static User of(JsonNode user) {
        return new User(
                user.path("id").asLong(),
                StreamSupport.stream(user.path("email_addresses").spliterator(), false)
                        .map(address -> Blanks.strip(address.path("email").asText("")))
                        .filter(address -> !address.isEmpty())
                        .toList(),
                user.path("status").asText(""));
    }

    /** Whether a text is the user's id or one of the addresses, in any letter case. */
    boolean isNamed(String text) {
        return text.equals(Long.toString(id)) || emails.stream().anyMatch(text::equalsIgnoreCase);
    }

    boolean isActive() {
        return !INACTIVE.contains(status);
    }

    /** Hides the addresses, which are personal. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
