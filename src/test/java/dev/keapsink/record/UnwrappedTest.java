package dev.keapsink.record;

import static dev.keapsink.record.Decoding.event;
import static dev.keapsink.record.Decoding.json;
import static dev.keapsink.record.Decoding.notification;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.SinkRecord.NoRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.SinkRecord.Row;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrappedTest {

    private static final String BARE = "{'email':'ada@example.com'}";

    private static String attributes(String attributes) {
        return "'MessageAttributes':{" + attributes + "},";
    }

    static String[] wrappings() {
        return new String[] {
            notification(BARE),
            event(BARE),
            event(notification(BARE)),
            notification(event(BARE)),
            notification(notification(BARE)),
            event(event(event(BARE)))
        };
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void isTheRecordInside(String body) {
        assertThat(Decoding.contact(body).data().toString()).isEqualTo(json(BARE));
    }

    @Test
    void holdsEveryShape() {
        Row envelope = Decoding.contact(event("{'op':'delete','version':7,'data':" + BARE + "}"));

        assertThat(envelope.header().operation()).isEqualTo(Operation.DELETE);
        assertThat(envelope.data().toString()).isEqualTo(json(BARE));
        assertThat(Decoding.record(notification("{'type':'STATE','state':{}}"))).isEqualTo(new NoRecord());
        assertThat(Decoding.contact(notification("{'type':'RECORD','record':{'stream':'s','data':{},'emitted_at':7}}"))
                        .header()
                        .version())
                .isEqualTo(new Version(BigDecimal.valueOf(7)));
    }

    @Test
    void attributesOfANotificationCount() {
        Row contact = Decoding.contact(notification(
                BARE,
                attributes("'op':{'Type':'String','Value':'delete'},'tags':{'Type':'String','Value':'1,2'},"
                        + "'version':{'Type':'Number','Value':'7'}")));

        assertThat(contact.header().operation()).isEqualTo(Operation.DELETE);
        assertThat(contact.header().version()).isEqualTo(new Version(BigDecimal.valueOf(7)));
        assertThat(contact.defaults().tags()).containsExactly(TagText.of(1), TagText.of(2));
    }

    @Test
    void attributeNearestToTheRecordWins() {
        Map<String, String> outer = Map.of("contact_type", "Outer", "version", "1");
        Row contact = Decoding.contact(
                outer, notification(BARE, attributes("'contact_type':{'Type':'String','Value':'Inner'}")));

        assertThat(contact.defaults().contactType()).isEqualTo("Inner");
        assertThat(contact.header().version()).isEqualTo(new Version(BigDecimal.ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'MessageAttributes':null,",
                "'MessageAttributes':'op',",
                "'MessageAttributes':['op'],",
                "'MessageAttributes':{'op':'delete'},",
                "'MessageAttributes':{'op':null},",
                "'MessageAttributes':{'op':{'Type':'String'}},",
                "'MessageAttributes':{'op':{'Type':'String','Value':{'op':'delete'}}},",
                "'MessageAttributes':{'op':{'Type':'String','Value':null}},",
                "'MessageAttributes':{'op':{'Type':'Binary','Value':'ZGVsZXRl'}},"
            })
    void whatIsNoAttributeOfANotificationIsNotRead(String field) {
        assertThat(Decoding.contact(notification(BARE, field)).header()).isEqualTo(SinkRecord.Header.NONE);
    }

    @Test
    void attributeOfANotificationThatIsWrongIsNamed() {
        Outcome.Rejected rejection =
                Decoding.rejection(notification(BARE, attributes("'version':{'Type':'String','Value':'soon'}")));

        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(rejection.field()).isEqualTo("version");
    }

    /** Each of them lacks one thing that every notification or event has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Message':'please call me','email':'a@example.com'}",
                "{'Type':'Notification','Message':'{}'}",
                "{'Type':'Notification','MessageId':'1','Message':'{}'}",
                "{'Type':'Notification','TopicArn':'a','Message':'{}'}",
                "{'Type':'Notification','MessageId':'1','TopicArn':'a','Message':{}}",
                "{'Type':'Notification','MessageId':1,'TopicArn':'a','Message':'{}'}",
                "{'Type':'notification','MessageId':'1','TopicArn':'a','Message':'{}'}",
                "{'type':'Notification','MessageId':'1','TopicArn':'a','Message':'{}'}",
                "{'Type':'SubscriptionConfirmation','MessageId':'1','TopicArn':'a','Message':'{}'}",
                "{'detail':{'email':'a@example.com'}}",
                "{'source':'shop','detail':{'email':'a@example.com'}}",
                "{'detail-type':'signup','detail':{'email':'a@example.com'}}",
                "{'detail-type':'signup','source':'shop','detail':'text'}",
                "{'detail-type':'signup','source':'shop','detail':null}",
                "{'detail-type':'signup','source':['shop'],'detail':{}}",
                "{'detail-type':1,'source':'shop','detail':{}}"
            })
    void recordWithFieldsOfAWrappingIsItself(String body) {
        assertThat(Decoding.contact(body).data().toString()).isEqualTo(json(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "please call me", "7", "[]", "[{}]", "{'email':", "{} {}", "'{}'"})
    void notificationOfAnythingButAnObjectIsUnreadable(String message) {
        assertThat(Decoding.rejection(notification(message)).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(Decoding.rejection(notification(message)).detail()).contains("notification");
    }

    @Test
    void fourthWrappingIsUnreadable() {
        Outcome.Rejected rejection = Decoding.rejection(event(event(event(event(BARE)))));

        assertThat(rejection.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rejection.detail()).contains("more than 3");
    }

    @Test
    void survivesADepthBombInANotification() {
        assertThat(Decoding.rejection(notification("[".repeat(100_000))).reason())
                .isEqualTo(Reason.UNREADABLE);
        assertThat(Decoding.rejection(notification("{'a':".repeat(50_000))).reason())
                .isEqualTo(Reason.UNREADABLE);
    }
}
