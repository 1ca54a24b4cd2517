package dev.keapsink.opportunity;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;

class OpportunitiesContractTest extends ObjectContract {

    OpportunitiesContractTest() {
        super(Specimen.OPPORTUNITIES);
    }
}
