package dev.freshet.emulators.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  @TempDir private Path directory;

  private Template read(String yaml, Map<String, String> parameters) {
    try {
      Path file = Files.writeString(directory.resolve("template.yaml"), yaml);
      return Template.read(file, parameters, new NamedAfterLogicalId());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Template read(String yaml) {
    return read(yaml, Map.of());
  }

  /** The value of one property of one resource, beside a queue and a table to refer to. */
  private Node value(String yaml) {
    return read("""
    Parameters:
      Stage: {Type: String, Default: prod}
      Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
    Mappings:
      Sizes:
        prod: {memory: 1024, names: [x, y]}
    Conditions:
      Always: !Equals [!Ref Stage, prod]
      Never: !Not [!Condition Always]
    Resources:
      Api: {Type: "AWS::Serverless::Api", Properties: {StageName: !Ref Stage}}
      Queue: {Type: "AWS::SQS::Queue"}
      Absent: {Type: "AWS::SQS::Queue", Condition: Never}
      Worker: {Type: "AWS::Serverless::Function", Properties: {AutoPublishAlias: live}}
      Subject:
        Type: Test::Subject
        Properties:
          Value: %s
    """
            .replace("%s", yaml))
        .get("Subject")
        .properties()
        .get("Value");
  }

  @Nested
  class Functions {
    @ParameterizedTest
    @ValueSource(strings = {"!Ref Worker.Alias", "!Sub '${Worker.Alias}'", "!GetAtt Worker.Alias"})
    void anAliasIsTheFunctionsArnQualified(String yaml) {
      assertThat(value(yaml).text()).isEqualTo("att:AWS::Serverless::Function:Worker:Arn:live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!Ref Queue", "{Ref: Queue}"})
    void refOfAResourceIsItsPhysicalName(String yaml) {
      assertThat(value(yaml).text()).isEqualTo("ref:AWS::SQS::Queue:Queue");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "!GetAtt Queue.Arn",
          "!GetAtt [Queue, Arn]",
          "{'Fn::GetAtt': [Queue, Arn]}",
          "!Sub '${Queue.Arn}'"
        })
    void getAttIsAskedOfThePhysicalValues(String yaml) {
      assertThat(value(yaml).text()).isEqualTo("att:AWS::SQS::Queue:Queue:Arn");
    }

    @Test
    void theStageThatSamMakesForAnApiIsReferredToByTheApi() {
      assertThat(value("!Ref Api.Stage").text()).isEqualTo("prod");
      assertThatThrownBy(() -> value("!Ref Queue.Stage").text())
          .isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "!Sub '{{resolve:secretsmanager:${Queue}}}'",
          "'{{resolve:secretsmanager:key}}'",
          "'{{resolve:secretsmanager:key:SecretString}}'",
          "'{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:key:SecretString}}'"
        })
    void aDynamicReferenceIsReplacedByTheSecret(String yaml) {
      assertThat(value(yaml.replace("${Queue}", "${Stage}")).text())
          .isIn(
              "secret of prod",
              "secret of key",
              "secret of arn:aws:secretsmanager:eu-west-1:1:secret:key");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'{{resolve:ssm:name}}'",
          "'{{resolve:secretsmanager:key:SecretString:password}}'"
        })
    void otherDynamicReferencesAreRefused(String yaml) {
      assertThatThrownBy(() -> value(yaml).text()).isInstanceOf(TemplateException.class);
    }

    @Test
    void anAttributesNameMayHaveDots() {
      assertThat(value("!GetAtt Queue.Endpoint.Address").text())
          .isEqualTo("att:AWS::SQS::Queue:Queue:Endpoint.Address");
    }

    @Test
    void subPutsParametersResourcesPseudoParametersAndItsOwnVariablesIn() {
      assertThat(value("!Sub '${Stage}-${AWS::Region}-${Queue}'").text())
          .isEqualTo("prod-eu-west-1-ref:AWS::SQS::Queue:Queue");
      assertThat(value("!Sub ['${Mine}/${Stage}', {Mine: !Ref Queue}]").text())
          .isEqualTo("ref:AWS::SQS::Queue:Queue/prod");
    }

    @Test
    void subLeavesLiteralsAndDollarsAlone() {
      assertThat(value("!Sub 'a ${!Literal} $context.error \\1'").text())
          .isEqualTo("a ${Literal} $context.error \\1");
    }

    @Test
    void joinSelectAndSplitWorkOnListsAndOnEachOther() {
      assertThat(value("!Join ['-', [a, !Ref Stage, 3]]").text()).isEqualTo("a-prod-3");
      assertThat(value("!Split ['.', a.b.]").texts()).containsExactly("a", "b", "");
      assertThat(value("!Select ['1', !Split ['.', a.b.c]]").text()).isEqualTo("b");
      assertThat(value("!Select [2, !Ref Zones]").text()).isEqualTo("c");
    }

    @Test
    void findInMapTakesComputedKeysAndYieldsTextsAndLists() {
      assertThat(value("!FindInMap [Sizes, !Ref Stage, memory]").integer()).isEqualTo(1024);
      assertThat(value("!FindInMap [Sizes, prod, names]").texts()).containsExactly("x", "y");
    }

    @Test
    void ifTakesOneBranchAndLeavesTheOtherUnread() {
      assertThat(value("!If [Always, yes, !Ref Absent]").text()).isEqualTo("yes");
      assertThat(value("!If [Never, !Ref Absent, !If [Always, {a: 1}, 2]]").integer("a"))
          .isEqualTo(1);
    }

    @Test
    void noValueMakesAPropertyOrAnElementAbsent() {
      Node node = value("{a: !If [Never, 1, !Ref 'AWS::NoValue'], b: [1, !Ref 'AWS::NoValue', 2]}");

      assertThat(node.has("a")).isFalse();
      assertThat(node.entries()).containsOnlyKeys("b");
      assertThat(node.get("b").texts()).containsExactly("1", "2");
    }

    @Test
    void base64AndZonesResolve() {
      assertThat(value("{'Fn::Base64': hello}").text()).isEqualTo("aGVsbG8=");
      assertThat(value("!Select [1, !GetAZs '']").text()).isEqualTo("eu-west-1b");
    }

    @Test
    void pseudoParametersResolve() {
      assertThat(
              value(
                      "!Sub '${AWS::Partition} ${AWS::AccountId} ${AWS::URLSuffix}"
                          + " ${AWS::StackName}'")
                  .text())
          .isEqualTo("aws 111122223333 amazonaws.com freshet");
      assertThat(value("!Ref AWS::StackId").text()).contains("stack/freshet");
    }
  }

  @Nested
  class Refusals {
    private void refused(String yaml, String message) {
      assertThatThrownBy(() -> value(yaml).plain())
          .isInstanceOf(TemplateException.class)
          .hasMessage("Resources.Subject.Properties.Value" + message);
    }

    @Test
    void unknownFunctionsAreRefusedWhereverTheyStandAndInBothForms() {
      refused("!Cidr [a, b]", ": unknown intrinsic function Fn::Cidr");
      refused(
          "{a: [{'Fn::Length': []}]}", ".a[0].Fn::Length: unknown intrinsic function Fn::Length");
    }

    @Test
    void importsAreRefused() {
      refused("!ImportValue x", ": Fn::ImportValue reads another stack, which is not here");
    }

    @Test
    void namesThatAreNotThereAreRefused() {
      refused("!Ref Nobody", ": unknown parameter or resource Nobody");
      refused("!Ref Absent", ": Absent is not there: its condition is false");
      refused("!Ref AWS::Nothing", ": unknown pseudo parameter AWS::Nothing");
      refused("!Sub '${Nobody.Arn}'", ".Fn::Sub: unknown parameter or resource Nobody");
      refused("!If [Sometimes, 1, 2]", ".Fn::If: unknown condition Sometimes");
      refused("!FindInMap [Sizes, dev, memory]", ": nothing at Mappings.Sizes.dev");
    }

    @Test
    void malformedArgumentsAreRefused() {
      refused("!Select [3, [a]]", ".Fn::Select: no element 3 in 1");
      refused("!Join [a]", ".Fn::Join: expected 2 elements, found 1");
      refused("!If [Always, 1]", ".Fn::If: expected [condition, value, value], found [Always, 1]");
      refused("!GetAtt Queue", ".Fn::GetAtt: expected resource.attribute, found [Queue]");
      refused("!Sub [a, {}, b]", ".Fn::Sub: expected a text and its variables");
      refused("!Equals [a, b]", ": Fn::Equals is not a value");
      refused("", ": has no value");
    }
  }

  @Nested
  class Navigation {
    @Test
    void errorsNameThePlace() {
      Node node = value("{DelaySeconds: soon, List: [{A: 1}]}");

      assertThatThrownBy(() -> node.integer("DelaySeconds"))
          .hasMessage(
              "Resources.Subject.Properties.Value.DelaySeconds: expected a whole number, found"
                  + " soon");
      assertThatThrownBy(() -> node.get("List").list().getFirst().get("B"))
          .hasMessage("Resources.Subject.Properties.Value.List[0].B: missing");
      assertThatThrownBy(() -> node.get("List").text()).hasMessageContaining("expected a text");
      assertThatThrownBy(() -> node.list()).hasMessageContaining("expected a list");
      assertThatThrownBy(() -> node.get("List").entries())
          .hasMessageContaining("expected a mapping");
      assertThatThrownBy(() -> node.get("DelaySeconds").bool())
          .hasMessageContaining("expected true or false");
    }

    @Test
    void scalarsConvertToWhatIsAskedFor() {
      Node node = value("{a: '2', b: 2, c: 'true', d: true, e: 000000000000, f: 1.5}");

      assertThat(node.integer("a")).isEqualTo(2);
      assertThat(node.text("b")).isEqualTo("2");
      assertThat(node.bool("c", false)).isTrue();
      assertThat(node.text("d")).isEqualTo("true");
      assertThat(node.text("e")).isEqualTo("000000000000");
      assertThat(node.text("f")).isEqualTo("1.5");
      assertThat(node.integer("missing", 7)).isEqualTo(7);
      assertThat(node.text("missing", "x")).isEqualTo("x");
      assertThat(node.bool("missing", true)).isTrue();
    }

    @Test
    void plainValuesKeepTheirTypes() {
      assertThat(
              value("{source: [freshet, !Ref Stage], detail: {n: [{numeric: ['>', 3]}]}}").plain())
          .isEqualTo(
              Map.of(
                  "source", List.of("freshet", "prod"),
                  "detail", Map.of("n", List.of(Map.of("numeric", List.of(">", 3L))))));
    }

    @Test
    void aReferenceThatNobodyReadsNeedsNoAnswer() {
      Node node = value("{good: 1, bad: !Ref Absent}");

      assertThat(node.integer("good")).isEqualTo(1);
      assertThatThrownBy(() -> node.text("bad")).isInstanceOf(TemplateException.class);
    }
  }

  @Nested
  class Sections {
    private static final String CONDITIONAL =
        """
        Parameters:
          Redis: {Type: String, Default: ""}
          Size: {Type: Number, Default: 2}
          Mode: {Type: String, Default: a, AllowedValues: [a, b]}
        Conditions:
          OwnRedis: !Equals [!Ref Redis, ""]
          Small: !Or [!Equals [!Ref Size, 1], !Equals [!Ref Size, "2"]]
          Both: !And [Condition: OwnRedis, !Condition Small]
        Resources:
          Cache: {Type: "AWS::ElastiCache::ServerlessCache", Condition: OwnRedis}
          Other: {Type: "AWS::EC2::VPC", Condition: Both}
          Queue: {Type: "AWS::SQS::Queue"}
        Outputs:
          CacheName: {Condition: OwnRedis, Value: !Ref Cache}
          QueueUrl: {Value: !Ref Queue}
        """;

    @Test
    void resourcesWhoseConditionIsFalseAreAbsent() {
      assertThat(read(CONDITIONAL).resources())
          .extracting(Resource::logicalId)
          .containsExactly("Cache", "Other", "Queue");
      assertThat(read(CONDITIONAL, Map.of("Redis", "redis://here")).resources())
          .extracting(Resource::logicalId)
          .containsExactly("Queue");
      assertThat(read(CONDITIONAL, Map.of("Size", "3")).resources())
          .extracting(Resource::logicalId)
          .containsExactly("Cache", "Queue");
    }

    @Test
    void outputsFollowTheirConditions() {
      assertThat(read(CONDITIONAL).outputs())
          .hasEntrySatisfying(
              "CacheName",
              name ->
                  assertThat(name.text()).isEqualTo("ref:AWS::ElastiCache::ServerlessCache:Cache"));
      assertThat(read(CONDITIONAL, Map.of("Redis", "x")).outputs()).containsOnlyKeys("QueueUrl");
    }

    @Test
    void resourcesAreFoundByTypeAndName() {
      Template template = read(CONDITIONAL);

      assertThat(template.ofType("AWS::SQS::Queue"))
          .extracting(Resource::logicalId)
          .containsExactly("Queue");
      assertThat(template.get("Queue").properties().entries()).isEmpty();
      assertThat(template.find("Nobody")).isEmpty();
      assertThatThrownBy(() -> template.get("Nobody")).hasMessage("Resources.Nobody: missing");
    }

    @Test
    void parametersAreCheckedAgainstWhatTheTemplateAllows() {
      assertThat(read(CONDITIONAL, Map.of("Mode", "b")).parameters())
          .containsEntry("Mode", "b")
          .containsEntry("Size", "2");
      assertThatThrownBy(() -> read(CONDITIONAL, Map.of("Mode", "c")))
          .hasMessage("Parameters.Mode: 'c' is none of [a, b]");
      assertThatThrownBy(() -> read(CONDITIONAL, Map.of("Size", "big")))
          .hasMessage("Parameters.Size: 'big' is not a number");
      assertThatThrownBy(() -> read(CONDITIONAL, Map.of("Nope", "1")))
          .hasMessage("Parameters.Nope: given, but not in the template");
      assertThatThrownBy(() -> read("Parameters: {P: {Type: String}}"))
          .hasMessage("Parameters.P: has no default and was not given");
      assertThatThrownBy(
              () -> read("Parameters: {P: {Type: String, Default: x, AllowedPattern: '[a-c]+'}}"))
          .hasMessage("Parameters.P: 'x' does not match [a-c]+");
      assertThatThrownBy(() -> read("Parameters: {P: {Type: 'AWS::EC2::VPC::Id', Default: x}}"))
          .hasMessage("Parameters.P.Type: AWS::EC2::VPC::Id cannot be resolved here");
    }

    @Test
    void conditionsThatDependOnThemselvesAreRefused() {
      String yaml =
          """
          Conditions:
            A: !Not [!Condition B]
            B: !Not [!Condition A]
          Resources:
            Queue: {Type: "AWS::SQS::Queue", Condition: A}
          """;

      assertThatThrownBy(() -> read(yaml))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("condition A depends on itself");
    }

    @Test
    void globalsAreMergedAsTheSamTransformMergesThem() {
      Template template =
          read(
              """
              Globals:
                Function:
                  Timeout: 3
                  Layers: [base]
                  Environment:
                    Variables: {SHARED: a, REPLACED: a, CALL: !Sub "a"}
                Api: {TracingEnabled: true}
              Resources:
                One:
                  Type: AWS::Serverless::Function
                  Properties:
                    Timeout: 9
                    Layers: [own]
                    Environment:
                      Variables: {REPLACED: b, OWN: c, CALL: !Join ["", [b]]}
                Two: {Type: "AWS::Serverless::Function"}
                Api: {Type: "AWS::Serverless::Api"}
                Queue: {Type: "AWS::SQS::Queue"}
              """);

      Node one = template.get("One").properties();
      assertThat(one.integer("Timeout")).isEqualTo(9);
      assertThat(one.get("Layers").texts()).containsExactly("base", "own");
      assertThat(one.get("Environment").get("Variables").plain())
          .isEqualTo(Map.of("SHARED", "a", "REPLACED", "b", "OWN", "c", "CALL", "b"));
      assertThat(template.get("Two").properties().integer("Timeout")).isEqualTo(3);
      assertThat(template.get("Api").properties().bool("TracingEnabled", false)).isTrue();
      assertThat(template.get("Queue").properties().entries()).isEmpty();
    }

    @Test
    void aliasesAndMergesAreWrittenOutAsBySamPackage() {
      Template template =
          read(
              """
              Resources:
                One:
                  Type: Test::Subject
                  Properties:
                    <<: &shared
                      Queue: &queue !Ref AWS::StackName
                      Delay: 1
                    Delay: 2
                Two:
                  Type: Test::Subject
                  Properties: {<<: *shared, Own: *queue}
                Three:
                  Type: Test::Subject
                  Properties: *shared
              """);

      String stack = new NamedAfterLogicalId().stackName();
      assertThat(template.get("One").properties().plain())
          .isEqualTo(Map.of("Queue", stack, "Delay", 2L));
      assertThat(template.get("Two").properties().plain())
          .isEqualTo(Map.of("Queue", stack, "Delay", 1L, "Own", stack));
      assertThat(template.get("Three").properties().plain())
          .isEqualTo(Map.of("Queue", stack, "Delay", 1L));
    }

    @Test
    void onlyMappingsAreMerged() {
      assertThatThrownBy(() -> read("Resources: {Queue: {<<: text}}"))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("Expected mapping node");
    }

    @Test
    void whatIsNoTemplateIsRefused() {
      assertThatThrownBy(() -> read("- a")).hasMessageContaining("is not a YAML mapping");
      assertThatThrownBy(() -> read("a: [")).hasMessageContaining("not YAML");
      assertThatThrownBy(() -> read("Resources: {Queue: {}}"))
          .hasMessage("Resources.Queue.Type: missing");
      assertThatThrownBy(() -> read("Resources: [a]"))
          .hasMessage("Resources: expected a mapping, found [a]");
    }
  }
}
