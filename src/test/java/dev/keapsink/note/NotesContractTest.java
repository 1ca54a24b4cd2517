package dev.keapsink.note;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;

class NotesContractTest extends ObjectContract {

    NotesContractTest() {
        super(Specimen.NOTES);
    }
}
