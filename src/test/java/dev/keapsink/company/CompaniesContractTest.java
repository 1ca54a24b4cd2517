package dev.keapsink.company;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Resource;

class CompaniesContractTest extends ObjectContract {

    @Override
    protected ObjectType type() {
        return ObjectType.COMPANIES;
    }

    @Override
    protected Resource resource() {
        return Resource.COMPANIES;
    }

    @Override
    protected String property() {
        return "notes";
    }

    @Override
    protected String data(String text) {
        return "\"company_name\":\"Acme\",\"notes\":\"" + text + "\"";
    }
}
