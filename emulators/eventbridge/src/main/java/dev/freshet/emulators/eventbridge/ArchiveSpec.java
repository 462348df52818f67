package dev.freshet.emulators.eventbridge;

import java.time.Duration;
import java.util.Optional;

/**
 * An archive of the template.
 *
 * @param busName the bus whose events it keeps
 * @param pattern which of them, as JSON; empty for all
 * @param retention how long; empty for ever
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-archive.html">AWS::Events::Archive</a>
 */
public record ArchiveSpec(
    String name,
    String arn,
    String busName,
    Optional<String> pattern,
    Optional<Duration> retention) {}
