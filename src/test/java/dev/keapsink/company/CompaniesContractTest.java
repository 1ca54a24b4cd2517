package dev.keapsink.company;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;

class CompaniesContractTest extends ObjectContract {

    CompaniesContractTest() {
        super(Specimen.COMPANIES);
    }
}
