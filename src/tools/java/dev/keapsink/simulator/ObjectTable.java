package dev.keapsink.simulator;

import static dev.keapsink.simulator.FilterKind.AMONG;
import static dev.keapsink.simulator.FilterKind.EXACT;
import static dev.keapsink.simulator.FilterKind.FLAG;
import static dev.keapsink.simulator.FilterKind.ID;
import static dev.keapsink.simulator.FilterKind.NUMBER;
import static dev.keapsink.simulator.FilterKind.OPTION;
import static dev.keapsink.simulator.FilterKind.PART;
import static dev.keapsink.simulator.FilterKind.PREFIX;
import static dev.keapsink.simulator.FilterKind.PRESENT;
import static dev.keapsink.simulator.FilterKind.SINCE;
import static dev.keapsink.simulator.FilterKind.TIME;
import static dev.keapsink.simulator.FilterKind.UNTIL;
import static dev.keapsink.simulator.Resource.COMPANIES;
import static dev.keapsink.simulator.Resource.FILES;
import static dev.keapsink.simulator.Resource.NOTES;
import static dev.keapsink.simulator.Resource.OPPORTUNITIES;
import static dev.keapsink.simulator.Resource.ORDERS;
import static dev.keapsink.simulator.Resource.ORDER_ITEMS;
import static dev.keapsink.simulator.Resource.PAYMENTS;
import static dev.keapsink.simulator.Resource.PRODUCTS;
import static dev.keapsink.simulator.Resource.STAGES;
import static dev.keapsink.simulator.Resource.STAGE_MOVES;
import static dev.keapsink.simulator.Resource.TASKS;
import static dev.keapsink.simulator.Resource.USERS;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The table of the kinds of object that v2 keeps beside contacts. A name that begins with @ stands for something that
 * is computed.
 */
final class ObjectTable {
    private static final String ACTION = "TASK_NOTE_APPOINTMENT";

    private static final List<ObjectModel> MODELS = List.of(
            new ObjectModel(COMPANIES, "/v2/companies", "companies")
                    .created(BodyModel.json(ObjectShapes.COMPANY, ObjectShapes::ofCompany))
                    .changed(
                            BodyModel.json(ObjectShapes.COMPANY, ObjectShapes::ofCompany),
                            "id create_time update_time account_id created_by groups last_updated_by".split(" ", -1))
                    .hiding("notes", "fax_number", "address", "email_address", "phone_number")
                    .hiding("update_time", "create_time", "custom_fields")
                    .fields(ObjectShapes.COMPANY.properties().keySet())
                    .fields(Set.of("id", "account_id", "created_by", "groups", "last_updated_by"))
                    .filters(EXACT, "company_name", "email=@email")
                    .filters(PREFIX, "name=company_name", "city=@city", "state=@state")
                    .filters(NUMBER, "company_id=id")
                    .filters(SINCE, "since_time=@updated")
                    .filters(UNTIL, "until_time=@updated")
                    .orders("id", "create_time=@created", "name=company_name", "email=@email")
                    .customFields("COMPANY"),
            new ObjectModel(NOTES, "/v2/contacts/{id}/notes", "notes")
                    .created(BodyModel.json(ObjectShapes.NEW_NOTE))
                    .changed(BodyModel.json(ObjectShapes.NOTE))
                    .hiding("custom_fields")
                    .fieldsInWrites()
                    .filters(ID, "id")
                    .filters(AMONG, "ids=id")
                    .filters(PART, "title")
                    .filters(EXACT, "contact_id", "assigned_to_user_id=user_id")
                    .filters(SINCE, "since_time=@updated")
                    .filters(UNTIL, "until_time=@updated")
                    .orders("id", "create_time=@created", "update_time=@updated")
                    .customFields(ACTION),
            new ObjectModel(TASKS, "/v2/tasks", "tasks")
                    .created(BodyModel.json(ObjectShapes.NEW_TASK))
                    .changed(BodyModel.json(ObjectShapes.TASK), "id", "last_updated_by_user_id")
                    .times("create_time", "modification_time")
                    .hiding("custom_fields")
                    .fieldsInWrites()
                    .filters(NUMBER, "id")
                    .filters(AMONG, "task_ids=id")
                    .filters(EXACT, "contact_id", "user_id=@user", "opportunity_id", "priority")
                    .filters(PREFIX, "title")
                    .filters(FLAG, "is_completed=completed")
                    .filters(PRESENT, "has_due_date=due_time")
                    .filters(SINCE, "since_time=@updated")
                    .filters(UNTIL, "until_time=@updated")
                    .orders("id", "create_time=@created", "due_time", "update_time=@updated")
                    .customFields(ACTION),
            new ObjectModel(OPPORTUNITIES, "/v2/opportunities", "opportunities")
                    .created(BodyModel.json(ObjectShapes.NEW_OPPORTUNITY))
                    .changed(BodyModel.json(ObjectShapes.OPPORTUNITY))
                    .times("created_time", "last_updated_time")
                    .hiding("custom_fields", "created_by", "last_updated_by", "status_id")
                    .fields(Set.of("monthly_revenue", "order_revenue", "objection", "status", "stage_entrance_time"))
                    .fieldsInWrites()
                    .filters(EXACT, "stage_id", "user_id", "contact_id", "affiliate_id")
                    .filters(PREFIX, "opportunity_title", "lead_source_name")
                    .filters(PREFIX, "contact_phone=@phone", "contact_city=@city", "contact_state=@state")
                    .filters(NUMBER, "opportunity_id=id", "projected_revenue_low", "projected_revenue_high")
                    .filters(AMONG, "ids=id")
                    .orders("next_action_time", "contact_name=@contact", "opportunity_title")
                    .orders("created_time=@created", "update_time=@updated")
                    .customFields("OPPORTUNITY"),
            new ObjectModel(STAGES, "/v2/opportunities/stages", "stages")
                    .created(BodyModel.json(ObjectShapes.NEW_STAGE))
                    .changed(BodyModel.json(ObjectShapes.STAGE))
                    .times("created_time", "updated_time")
                    .filters(PREFIX, "opportunity_stage_name=name")
                    .filters(NUMBER, "opportunity_stage_id=id")
                    .orders("stage_order=order"),
            new ObjectModel(STAGE_MOVES, "/v2/opportunities/stageMoves", "stage_moves")
                    .times("create_time", "")
                    .filters(EXACT, "opportunity_id", "user_id")
                    .orders("id", "move_date=move_time"),
            new ObjectModel(USERS, "/v2/users", "users")
                    .filters(EXACT, "email=@email", "given_name")
                    .filters(AMONG, "user_ids=id")
                    .filters(OPTION, "include_inactive", "include_partners")
                    .orders("create_time=@created", "email=@email", "name=family_name")
                    .atMostPerPage(100),
            new ObjectModel(PRODUCTS, "/v2/products", "products")
                    .created(BodyModel.json(OrderShapes.NEW_PRODUCT))
                    .changed(BodyModel.json(OrderShapes.PRODUCT))
                    .filters(PREFIX, "name", "sku", "description", "short_description")
                    .filters(NUMBER, "product_id=id")
                    .filters(AMONG, "product_ids=id")
                    .orders("name", "sku", "last_updated_time=@updated"),
            new ObjectModel(ORDERS, "/v2/orders", "orders")
                    .created(BodyModel.json(OrderShapes.NEW_ORDER, OrderShapes::ofNewOrder))
                    .changed(BodyModel.json(OrderShapes.ORDER), "order_items")
                    .times("creation_time", "modification_time")
                    .filters(ID, "id")
                    .filters(AMONG, "ids=id", "product_id=@product")
                    .filters(EXACT, "contact_id", "order_type", "invoice_id=@invoice", "invoice_xid")
                    .filters(EXACT, "shipping_locality=@locality", "shipping_region_code=@region")
                    .filters(EXACT, "shipping_postal_code=@postal", "shipping_country_code=@country")
                    .filters(PREFIX, "title=order_title")
                    .filters(FLAG, "paid=@paid")
                    .filters(SINCE, "created_since_time=@created", "modified_since_time=@updated")
                    .filters(UNTIL, "created_until_time=@created", "modified_until_time=@updated")
                    .orders("id", "order_time", "modification_time=@updated")
                    .customFields("ORDER"),
            new ObjectModel(ORDER_ITEMS, "/v2/orders/{id}/items", "")
                    .created(BodyModel.json(OrderShapes.NEW_ITEM, OrderShapes::ofNewItem))
                    .changed(BodyModel.json(OrderShapes.ITEM))
                    .times("", ""),
            new ObjectModel(PAYMENTS, "/v2/orders/{id}/payments", "invoice_order_payments")
                    .created(BodyModel.json(OrderShapes.NEW_PAYMENT, OrderShapes::ofNewPayment))
                    .times("", "last_updated_time")
                    .onlyListed()
                    .filters(EXACT, "payment_id=id", "invoice_id=@invoice", "pay_status")
                    .filters(NUMBER, "amount=payment_amount")
                    .filters(FLAG, "skip_commission")
                    .orders("payment_id=id", "amount=payment_amount", "pay_time=payment_time", "pay_status")
                    .orders("invoice_id=@invoice", "skip_commission", "last_updated_time=@updated"),
            new ObjectModel(FILES, "/v2/files", "files")
                    .created(FileShapes.NEW_FILE)
                    .changed(FileShapes.FILE)
                    .changedByPost()
                    .times("created_time", "updated_time")
                    .filters(FLAG, "is_public")
                    .filters(EXACT, "contact_id", "user_id=@user", "category=@category", "file_box_type=@box")
                    .filters(PREFIX, "file_name")
                    .filters(TIME, "created_time=@created", "updated_time=@updated")
                    .orders("id", "file_name", "created_time=@created", "updated_time=@updated"));

    private static final Map<Resource, ObjectModel> BY_RESOURCE = new EnumMap<>(Resource.class);

    static {
        MODELS.forEach(model -> BY_RESOURCE.put(model.resource, model));
    }

    private ObjectTable() {}

    static List<ObjectModel> models() {
        return MODELS;
    }

    static ObjectModel of(Resource resource) {
        return Objects.requireNonNull(BY_RESOURCE.get(resource), "The table has every kind");
    }
}
