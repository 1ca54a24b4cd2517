package dev.keapsink.incident;

import java.util.function.Consumer;

/**
 * Something that goes wrong, and the traffic that has to get through all the same.
 *
 * @param description one sentence: what happens, as somebody would tell it afterwards
 * @param script enters the faults, the traffic and what people do about it, all counted from the beginning
 */
record Incident(String name, String description, SetUp setUp, Consumer<World> script) {

    /** Plays it from beginning to end. */
    IncidentResult play() {
        return new World(name, setUp).play(description, script);
    }
}
