package dev.keapsink.messages;

import static org.apache.commons.text.StringEscapeUtils.escapeJava;

import dev.keapsink.record.Message;
import java.util.Random;

/** A made-up message, which a failure may quote; messages keep their bodies to themselves. */
record Quoted(Message message) {

    /** One that was not meant to be sent. */
    static Quoted mutant(Random random) {
        return new Quoted(new Mutants(random).message());
    }

    /** One that says nothing but deletions. */
    static Quoted deletion(Random random) {
        return new Quoted(new Deletions(random).message());
    }

    @Override
    public String toString() {
        return escapeJava("%s %s".formatted(message.attributes(), message.body()));
    }
}
