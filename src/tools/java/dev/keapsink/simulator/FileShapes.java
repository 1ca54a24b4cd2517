package dev.keapsink.simulator;

import static dev.keapsink.simulator.Shape.ID;
import static dev.keapsink.simulator.Shape.TEXT;
import static dev.keapsink.simulator.Shape.object;
import static dev.keapsink.simulator.Shape.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parts of the bodies of v2's writes of files. */
final class FileShapes {
    /** Keap publishes no limit; this is the one of its older interface. */
    private static final int LARGEST_FILE = 10_000_000;

    private static final Shape YES_OR_NO = new Shape.Scalar(
            "true or false", node -> node.isBoolean() || Set.of("true", "false").contains(node.asText()));

    private static final Shape.ObjectOf CHANGED =
            object().optional(TEXT, "file", "file_name").optional(YES_OR_NO, "is_public");

    static final BodyModel FILE = new BodyModel(Multipart::read, CHANGED, FileShapes::problems);
    static final BodyModel NEW_FILE = new BodyModel(
            Multipart::read,
            CHANGED.required(TEXT, "file")
                    .required(TEXT, "file_name")
                    .required(oneOf("CONTACT", "USER", "COMPANY"), "file_association")
                    .optional(ID, "contact_id"),
            FileShapes::problems);

    private FileShapes() {}

    private static List<Problem> problems(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        if (body.path("file").asText().length() > LARGEST_FILE) {
            problems.add(Problem.refused("file", "is larger than 10 MB", "File is too large"));
        }
        if (body.path("file_association").asText().equals("CONTACT") && !body.has("contact_id")) {
            problems.add(Problem.refused("body", "has no contact", "contact_id is required"));
        }
        return problems;
    }
}
