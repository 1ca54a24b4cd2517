package dev.keapsink.task;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;

class TasksContractTest extends ObjectContract {

    TasksContractTest() {
        super(Specimen.TASKS);
    }
}
