package dev.keapsink.infrastructure;

/** One of the two descriptions of the same installation. */
enum Template {
    TERRAFORM,
    SAM;

    Deployment with(Setup setup) {
        return new Deployment(
                this == TERRAFORM
                        ? Vocabulary.resources(new TerraformModule(setup.variables()))
                        : Vocabulary.resources(new SamTemplate(setup.parameters())));
    }
}
