package dev.keapsink.task;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of a task.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class TaskFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("contact_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("contact_email", FieldType.EMAIL, ANY_LENGTH)
            .property("contact_key", FieldType.TEXT, ANY_LENGTH)
            .property("opportunity_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("opportunity_key", FieldType.TEXT, ANY_LENGTH)
            .property("title", FieldType.KEPT_TEXT, ANY_LENGTH, "subject")
            .property("description", FieldType.TEXT, ANY_LENGTH, "text", "body")
            .property("type", FieldType.TEXT, ANY_LENGTH, "task_type")
            .property("priority", FieldType.PRIORITY, ANY_LENGTH)
            .property("due_time", FieldType.MOMENT, ANY_LENGTH, "due_date", "due")
            .property("completed", FieldType.FLAG, ANY_LENGTH, "is_completed", "done")
            .property("completion_time", FieldType.MOMENT, ANY_LENGTH, "completion_date")
            .property("remind_time_mins", FieldType.REMINDER, ANY_LENGTH, "remind_time")
            .property(
                    "assigned_to_user_id",
                    FieldType.KEPT_TEXT,
                    ANY_LENGTH,
                    "assigned_to",
                    "assignee",
                    "user",
                    "owner",
                    "user_id",
                    "owner_id",
                    "user_email",
                    "owner_email")
            .names();

    static final Field CONTACT = ALL.table().named("contact_id");
    static final Field TITLE = ALL.table().named("title");
    static final Field USER = ALL.table().named("assigned_to_user_id");

    private TaskFields() {}
}
