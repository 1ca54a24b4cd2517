"""Judges an example on the emulator by the output of `terraform show -json`, which it reads from standard input.

differences: fails if a plan changes other attributes than those given, each as ADDRESS:ATTRIBUTE, or does not change one
             of them. The attributes below do not count.
policies:    lists every statement of every policy of the module. Fails if one allows an action or a resource with a "*",
             or a resource in another region or AWS account.
"""

import json
import os
import re
import sys

# Attributes that the emulator does not return as they were given, each with its type of resource.
NOT_RETURNED = {
    ("aws_lambda_function", "logging_config"),
}

# Attributes that AWS changes with every other one.
CONSEQUENCES = {
    ("aws_lambda_function", "last_modified"),
    ("aws_ssm_parameter", "insecure_value"),
}

# JSON that the emulator returns with other white space.
REFORMATTED = {
    ("aws_sqs_queue", "redrive_policy"),
}


def differences(plan):
    """Yields what is changed and was not expected, and what was expected and is not changed, as sentences."""
    changed = dict(changes(plan))
    expected = sys.argv[2:]
    for what, sentence in changed.items():
        print(sentence)
        if what not in expected:
            yield f"not expected: {what}"
    for what in expected:
        if what not in changed:
            yield f"expected, and not there: {what}"


def changes(plan):
    """Yields each change as ADDRESS:ATTRIBUTE with a sentence; a function's variables one by one."""
    for change in plan.get("resource_changes", []):
        address, actions = change["address"], change["change"]["actions"]
        if actions in (["no-op"], ["read"]):
            continue
        if actions != ["update"]:
            yield f"{address}:{' and '.join(actions)}", f"{address}: {' and '.join(actions)}"
            continue
        before, after, unknown = (attributes(change["change"][part]) for part in ("before", "after", "after_unknown"))
        for attribute in sorted(before.keys() | after.keys() | unknown.keys()):
            if (change["type"], attribute) in CONSEQUENCES:
                continue
            if is_unknown(unknown.get(attribute)):
                yield f"{address}:{attribute}", f"{address}: {attribute} is known after apply"
            elif not agrees(change["type"], attribute, before.get(attribute), after.get(attribute)):
                yield (
                    f"{address}:{attribute}",
                    f"{address}: {attribute} is {before.get(attribute)!r} and should be {after.get(attribute)!r}",
                )


def attributes(resource):
    """The attributes of a resource, with a function's variables beside them."""
    flat = dict(resource)
    environment = flat.get("environment")
    if isinstance(environment, list) and environment and isinstance(environment[0].get("variables"), dict):
        del flat["environment"]
        flat.update(environment[0]["variables"])
    return flat


def is_unknown(mark):
    """Whether an attribute, or a part of it, is known after apply."""
    parts = mark.values() if isinstance(mark, dict) else mark if isinstance(mark, list) else []
    return mark is True or any(is_unknown(part) for part in parts)


def agrees(resource_type, attribute, before, after):
    if (resource_type, attribute) in NOT_RETURNED and not before:
        return True
    if (resource_type, attribute) in REFORMATTED:
        return json.loads(before) == json.loads(after)
    return before == after


def resources(module):
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources(child)


def documents(state):
    """Yields every policy of the module with its address; leaves out the policies that an example adds."""
    for resource in resources(state["values"]["root_module"]):
        if resource["address"].startswith("module."):
            for attribute in ("policy", "assume_role_policy"):
                if resource["values"].get(attribute):
                    yield f"{resource['address']} {attribute}", json.loads(resource["values"][attribute])
            if resource["values"].get("managed_policy_arns"):
                sys.exit(f"{resource['address']} has a managed policy")


def as_list(value):
    return value if isinstance(value, list) else [value]


def policies(state):
    """Prints every statement, and yields the forbidden ones as sentences."""
    found = 0
    for address, document in documents(state):
        for statement in document["Statement"]:
            found += 1
            actions, named = as_list(statement["Action"]), as_list(statement.get("Resource", []))
            print(f"{address}: {statement['Effect']} {' '.join(actions)} on {' '.join(named) or 'itself'}")
            if statement["Effect"] != "Allow":
                continue
            # The streams of a log group get their names later, so that :* has to stand for them.
            for text in actions + [arn[:-2] if ":log-group:" in arn and arn.endswith(":*") else arn for arn in named]:
                if "*" in text:
                    yield f"{address}: {statement['Sid']} allows {text}"
            for arn in named:
                if not re.match(f"arn:aws:[a-z]+:{os.environ['AWS_REGION']}:123456789012:.", arn):
                    yield f"{address}: {arn} is not of this region and account"
    if not found:
        yield "there is no policy at all"


def main():
    problems = list({"differences": differences, "policies": policies}[sys.argv[1]](json.load(sys.stdin)))
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


main()
