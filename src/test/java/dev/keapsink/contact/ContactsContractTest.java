package dev.keapsink.contact;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;
import dev.keapsink.simulator.SimulatedRequest;
import java.util.function.Predicate;

class ContactsContractTest extends ObjectContract {

    ContactsContractTest() {
        super(Specimen.CONTACTS);
    }

    @Override
    protected Predicate<SimulatedRequest> isCreation() {
        return request -> request.method().equals("PUT") && request.path().equals("/v1/contacts");
    }
}
