package dev.keapsink.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The records beside the one that has trouble, as they come: some at once, more with each delivery. They name no contact types and
 * options that there are not: what is missing is asked for once a minute, so a look that the troubled one took, or could not take,
 * would move their rejection.
 *
 * @param arrivals the bodies that arrive together, one after the other
 * @param listed whether some have a contact type or a custom field, so that the lists of these are not the troubled one's alone
 * @param crowded whether the account has more tags than a page of the list holds
 */
record Crowd(List<List<String>> arrivals, boolean listed, boolean crowded) {

    private static final int ARRIVALS = 4;

    static Crowd of(Random chance) {
        List<List<String>> arrivals = new ArrayList<>();
        boolean listed = chance.nextBoolean();
        int number = 0;
        for (int i = 0; i < ARRIVALS; i++) {
            List<String> bodies = new ArrayList<>();
            int size = 1 + chance.nextInt(i == 0 ? 24 : 8);
            for (int j = 0; j < size; j++) {
                bodies.add(body(number++, listed, chance).replace('\'', '"'));
            }
            arrivals.add(bodies);
        }
        return new Crowd(arrivals, listed, chance.nextBoolean());
    }

    private static String body(int number, boolean listed, Random chance) {
        String email = "'email':'c%d@example.com'".formatted(number);
        return switch (chance.nextInt(listed ? 15 : 12)) {
            case 0 -> "{'phone':'+1 555 %05d'}".formatted(number);
            case 1 -> "{'tags':[102],'data':{%s}}".formatted(email);
            case 2 -> "{'tags':[%d],'data':{%s}}".formatted(6000 + number, email);
            case 3 -> "{%s,'segment':'Newsletter'}".formatted(email);
            case 4 -> "{%s,'segment':'Segment %d'}".formatted(email, number);
            case 5 -> "{'op':'delete','data':{%s}}".formatted(email);
            case 6 -> "no json %d".formatted(number);
            case 7 -> "{%s,'state':'BY','country':'DE'}".formatted(email);
            case 8 -> "[{%s},{'email':'d%d@example.com'}]".formatted(email, number);
            case 9 -> "{'tags':[%d],'data':{%s}}".formatted(8000 + number, email);
            case 12 -> "{'contact_type':'Lead','data':{%s}}".formatted(email);
            case 13 -> "{%s,'plan':'Free'}".formatted(email);
            case 14 -> "{'contact_type':'Customer','data':{%s,'plan':'Gold'}}".formatted(email);
            default -> "{%s,'first_name':'C%d'}".formatted(email, number);
        };
    }
}
