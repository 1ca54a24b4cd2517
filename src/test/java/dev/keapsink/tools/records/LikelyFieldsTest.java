package dev.keapsink.tools.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikelyFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is your e-mail address?  | a@example.com/b@example.org/none | email1",
                "Kontakt                       | a@example.com/b@example.org      | email1",
                "How can we reach you          | +1 617 555 0101/(617) 555-0102   | phone1",
                "WhatsApp                      | 4917612345678/4917612345679      | phone1",
                "What is your first name?      | Ada/Bob                          | given_name",
                "yourLastName                  | Byron/Kim                        | family_name",
                "Frist Name                    | Ada/Bob                          | given_name",
                "Country/Region Name           | Germany/France/us                | country",
                "Which country do you live in? | Germany/France                   | country",
                "Your date of birth            | 1980-12-31/1990-01-02            | birthday",
                "Your city                     | Rome/Oslo                        | locality",
                "Customer Postal Code          | 02110/90210                      | postal_code",
                "Attendee's primary e-mail     | a@example.com/b@example.org      | email1",
                "Contact Person E-Mail         | a@example.com/b@example.org      | email1",
                "Email ID (work)               | a@example.com/b@example.org      | email1",
                "Your Phone No.                | +1 617 555 0101/(617) 555-0102   | phone1",
                "Nation                        | Germany/France                   | country",
                "Pays de résidence             | Germany/France                   | country"
            })
    void offersAFieldByValuesAndByName(String column, String values, String field) {
        assertThat(guess(column, values))
                .isInstanceOfSatisfying(
                        Guess.Offer.class, offer -> assertThat(offer.target()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order                 | 5551234567/5551234568",
                "Transaction Id        | +1 617 555 0101/+1 617 555 0102",
                "Lineitem name         | Mug/Tea Tin",
                "Country of the company | Germany/France",
                "County                | Kent/Essex",
                "Stage                 | Lead/Customer",
                "Registration Time     | 2026-11-03 08:00/2026-11-04 09:00",
                "Joined on             | Nov 3, 2026 08:00/Nov 14, 2026 09:00",
                "Owner Id              | 17/18",
                "Source                | Google/Bing",
                "City of the event     | Rome/Oslo",
                "Do you have a website | Yes/No",
                "Street                | 2026-11-03/2026-11-04",
                "Nationality           | Germany/France",
                "Country of your bank  | Germany/France",
                "Attendee First        | Ada/Bob",
                "Emergency contact name | Ada Byron/Bob Kim",
                "Emergency contact first name | Ada/Bob",
                "Partner's city        | Rome/Oslo",
                "Gift shipping street  | 1 Elm St/2 Oak St"
            })
    void offersNothingThatIsUnlikely(String column, String values) {
        assertThat(guess(column, values)).isInstanceOf(Guess.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Friend's e-mail                        | a@example.com/b@example.com      | holds e-mail addresses",
                "Emergency phone                        | +1 617 555 0101/+1 617 555 0102  | holds phone numbers",
                "Do you agree to get our newsletter?    | Yes/No                           | consent to be mailed",
                "What is your name?                     | Ada Byron/Bob Kim                | rename the column to Full name"
            })
    void leavesToTheOperatorWhatOnlyThatPersonCanDecide(String column, String values, String words) {
        assertThat(guess(column, values))
                .isInstanceOfSatisfying(
                        Guess.Hint.class, hint -> assertThat(hint.words()).contains(words));
    }

    /** A list of other persons is never complete, so any word that is not the contact's own makes a column doubtful. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Partner's %s",
                "%s of your spouse",
                "Spouses %s",
                "Referrer %s",
                "Who referred you? (%s)",
                "Recipient %s",
                "Shipping %s",
                "Delivery %s",
                "Manager’s %s",
                "Assistant %s",
                "Emergency contact %s",
                "Sender %s",
                "From %s",
                "Contact owner %s",
                "Agent_%s",
                "salesRep %s",
                "Friend's %s",
                "Parent/guardian %s",
                "Your child's %s",
                "Guest 1 %s",
                "Company %s",
                "Our %s",
                "Support %s",
                "%s of Dr. Kim"
            })
    void offersNoAddressOrNumberThatMayBeAnotherPersons(String name) {
        assertThat(guess(name.formatted("E-mail address"), "a@example.com/b@example.com"))
                .isEqualTo(new Guess.Hint("holds e-mail addresses; map it to email1 if they are the contact's own"));
        assertThat(guess(name.formatted("phone"), "+1 617 555 0101/+1 617 555 0102"))
                .isEqualTo(new Guess.Hint("holds phone numbers; map it to phone1 if they are the contact's own"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Newsletter",
                "Accepts Marketing",
                "Accepts Email Marketing",
                "E-mail opt-in",
                "May we send you e-mails, do you agree?",
                "Subscribe to our mailing list"
            })
    void hintsAtAConsentToBeMailed(String column) {
        assertThat(guess(column, "Yes/No"))
                .isInstanceOfSatisfying(
                        Guess.Hint.class, hint -> assertThat(hint.words()).contains("may be a consent to be mailed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SMS consent",
                "Accepts SMS Marketing",
                "Do you agree to text messages?",
                "Marketing by phone call",
                "I agree to the privacy policy",
                "Agree to the refund policy",
                "I accept the terms and conditions and the newsletter",
                "Consent",
                "Subscribed",
                "GDPR",
                "Email opt-out",
                "Unsubscribed from e-mail marketing",
                "Do not send me marketing",
                "Email verified",
                "Newsletter opened",
                "May our partners e-mail you? I agree"
            })
    void takesNoOtherConsentForOneToBeMailed(String column) {
        assertThat(guess(column, "Yes/No")).isEqualTo(new Guess.Nothing("yes or no"));
    }

    @Test
    void offersNoFieldTwice() {
        LikelyFields likely = new LikelyFields(Set.of("phone1"), Set.of());

        assertThat(likely.of("Kontakt", values("a@example.com")))
                .isEqualTo(new Guess.Offer("email1", "its values are e-mail addresses"));
        assertThat(likely.of("Second contact", values("b@example.com")))
                .isEqualTo(new Guess.Hint("holds e-mail addresses; map it to email2 if they are the contact's own"));
        assertThat(likely.of("Tel.", values("+1 617 555 0101")))
                .isEqualTo(new Guess.Hint("holds phone numbers; map it to phone2 if they are the contact's own"));
        assertThat(likely.of("Your city", values("Rome"))).isInstanceOf(Guess.Offer.class);
        assertThat(likely.of("Legal city", values("Rome")))
                .isEqualTo(new Guess.Hint("may be locality, which another column fills"));
    }

    @Test
    void saysWhatTheValuesAre() {
        LikelyFields likely = new LikelyFields(Set.of(), Set.of());

        assertThat(likely.of("Joined", values("2026-11-03"))).isEqualTo(new Guess.Nothing("dates"));
        assertThat(likely.of("Minutes", values("12/13.5"))).isEqualTo(new Guess.Nothing("numbers"));
        assertThat(likely.of("Attended", values("Yes/no"))).isEqualTo(new Guess.Nothing("yes or no"));
        assertThat(likely.of("Notes", values("x/y"))).isEqualTo(new Guess.Nothing(""));
    }

    private static Guess guess(String column, String values) {
        return new LikelyFields(Set.of(), Set.of()).of(column, values(values));
    }

    private static ColumnValues values(String values) {
        ColumnValues all = new ColumnValues();
        Arrays.stream(values.split("/")).map(TextNode::new).forEach(all::add);
        return all;
    }
}
