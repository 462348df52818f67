package dev.freshet.local.system;

import dev.freshet.emulators.cloudfront.edge.Edge;
import dev.freshet.emulators.eventbridge.EventBuses;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.secrets.SecretStore;
import dev.freshet.emulators.template.Template;

/** What has become of the template's resources. */
record Deployed(
    PhysicalNames names,
    Template template,
    Functions functions,
    EventBuses buses,
    Edge edge,
    SecretStore secrets,
    ChangeLog changes) {}
