package dev.freshet.emulators.cloudfront.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Added;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import dev.freshet.emulators.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionReaderTest {
  private static final PhysicalValues VALUES =
      new PhysicalValues() {
        @Override
        public String ref(String logicalId, String type) {
          return "id-of-" + logicalId;
        }

        @Override
        public String attribute(String logicalId, String type, String attribute) {
          return attribute + "-of-" + logicalId;
        }
      };

  private static final String TEMPLATE =
      """
      Resources:
        Views:
          Type: AWS::CloudFront::CachePolicy
          Properties:
            CachePolicyConfig:
              Name: views
              MinTTL: 0
              DefaultTTL: 0
              MaxTTL: 300
              ParametersInCacheKeyAndForwardedToOrigin:
                EnableAcceptEncodingGzip: true
                EnableAcceptEncodingBrotli: false
                HeadersConfig:
                  HeaderBehavior: whitelist
                  Headers: [Authorization]
                QueryStringsConfig:
                  QueryStringBehavior: whitelist
                  QueryStrings: [fresh, limit]
                CookiesConfig:
                  CookieBehavior: none
        Extras:
          Type: AWS::CloudFront::OriginRequestPolicy
          Properties:
            OriginRequestPolicyConfig:
              Name: extras
              HeadersConfig:
                HeaderBehavior: whitelist
                Headers: [Idempotency-Key]
              QueryStringsConfig:
                QueryStringBehavior: all
              CookiesConfig:
                CookieBehavior: none
        Answers:
          Type: AWS::CloudFront::ResponseHeadersPolicy
          Properties:
            ResponseHeadersPolicyConfig:
              Name: answers
              RemoveHeadersConfig:
                Items:
                  - Header: Cache-Tag
              CustomHeadersConfig:
                Items:
                  - Header: X-Custom
                    Value: "1"
                    Override: false
              CorsConfig:
                AccessControlAllowCredentials: false
                AccessControlAllowHeaders:
                  Items: ["*"]
                AccessControlAllowMethods:
                  Items: [ALL]
                AccessControlAllowOrigins:
                  Items: [https://app.example.com]
                AccessControlMaxAgeSec: 600
                OriginOverride: true
              SecurityHeadersConfig:
                ContentTypeOptions:
                  Override: true
                FrameOptions:
                  FrameOption: DENY
                  Override: true
                StrictTransportSecurity:
                  AccessControlMaxAgeSec: 31536000
                  IncludeSubdomains: true
                  Override: true
                XSSProtection:
                  Protection: true
                  ModeBlock: true
                  Override: true
        Rewrite:
          Type: AWS::CloudFront::Function
          Properties:
            Name: rewrite
            FunctionCode: "function handler(e) { return e.response; }"
        Edge:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              CacheTagConfig:
                HeaderName: Cache-Tag
              CustomErrorResponses:
                - ErrorCode: 500
                  ErrorCachingMinTTL: 0
              CacheBehaviors:
                - PathPattern: static/*
                  TargetOriginId: files
                  CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
                  OriginRequestPolicyId: b689b0a8-53d0-40ab-baf2-68738e2966ac
                  ViewerProtocolPolicy: allow-all
              DefaultCacheBehavior:
                TargetOriginId: api
                AllowedMethods: [GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE]
                CachedMethods: [GET, HEAD]
                Compress: true
                CachePolicyId: !Ref Views
                OriginRequestPolicyId: !Ref Extras
                ResponseHeadersPolicyId: !Ref Answers
                ViewerProtocolPolicy: allow-all
                FunctionAssociations:
                  - EventType: viewer-response
                    FunctionARN: !GetAtt Rewrite.FunctionARN
      """;

  @TempDir Path directory;

  private Distribution read(String template) {
    Path file = directory.resolve("template.yaml");
    try {
      Files.writeString(file, template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DistributionReader.read(Template.read(file, Map.of(), VALUES), VALUES);
  }

  @Test
  void aDistributionIsReadWithAllThatItNames() {
    Distribution read = read(TEMPLATE);
    assertThat(read.id()).isEqualTo("id-of-Edge");
    assertThat(read.domainName()).isEqualTo("DomainName-of-Edge");
    assertThat(read.cacheTagHeader()).contains("Cache-Tag");
    assertThat(read.errorCachingMinTtl(500)).isEqualTo(Duration.ZERO);
    assertThat(read.errorCachingMinTtl(503)).isEqualTo(Distribution.DEFAULT_ERROR_CACHING);

    CacheBehavior behavior = read.behaviorFor("/dashboard");
    assertThat(behavior.originId()).isEqualTo("api");
    assertThat(behavior.compress()).isTrue();
    assertThat(behavior.allowedMethods()).contains("PATCH").hasSize(7);
    assertThat(behavior.cachePolicy())
        .isEqualTo(
            new CachePolicy(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(5),
                Selection.listed("authorization"),
                Selection.listed("fresh", "limit"),
                Selection.NOTHING,
                true,
                false));
    assertThat(behavior.originRequestPolicy())
        .isEqualTo(
            new OriginRequestPolicy(
                Selection.listed("idempotency-key"), Selection.EVERYTHING, Selection.NOTHING));
    assertThat(behavior.viewerResponse())
        .contains(new EdgeFunction("Rewrite", "function handler(e) { return e.response; }"));
  }

  @Test
  void aFunctionRunsForTheEventThatItIsAssociatedWith() {
    assertThat(read(TEMPLATE).behaviorFor("/x").viewerRequest()).isEmpty();
    CacheBehavior behavior =
        read(TEMPLATE.replace("EventType: viewer-response", "EventType: viewer-request"))
            .behaviorFor("/x");
    assertThat(behavior.viewerRequest()).isPresent();
    assertThat(behavior.viewerResponse()).isEmpty();
  }

  @Test
  void aResponseHeadersPolicyIsReadWhole() {
    ResponseHeadersPolicy policy = read(TEMPLATE).behaviorFor("/x").responseHeadersPolicy();
    assertThat(policy.removed()).containsExactly("Cache-Tag");
    assertThat(policy.added())
        .containsExactly(
            new Added("X-Content-Type-Options", "nosniff", true),
            new Added("X-Frame-Options", "DENY", true),
            new Added("Strict-Transport-Security", "max-age=31536000; includeSubDomains", true),
            new Added("X-XSS-Protection", "1; mode=block", true),
            new Added("X-Custom", "1", false));
    assertThat(policy.cors())
        .contains(
            new ResponseHeadersPolicy.Cors(
                List.of("https://app.example.com"),
                List.of("ALL"),
                List.of("*"),
                List.of(),
                false,
                Optional.of(600),
                true));
  }

  @Test
  void behaviorsMatchInOrderAndManagedPoliciesAreKnown() {
    Distribution read = read(TEMPLATE);
    CacheBehavior files = read.behaviorFor("/static/app.js");
    assertThat(files.originId()).isEqualTo("files");
    assertThat(files.cachePolicy()).isEqualTo(CachePolicy.CACHING_OPTIMIZED);
    assertThat(files.originRequestPolicy().headers().includes("host")).isFalse();
    assertThat(files.originRequestPolicy().headers().includes("x-any")).isTrue();
    assertThat(files.allowedMethods()).isEqualTo(Set.of("GET", "HEAD"));
    assertThat(read.behaviorFor("/Static/app.js").originId()).isEqualTo("api");
    assertThat(read.behaviorFor("/a/static/app.js").originId()).isEqualTo("api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EventType: viewer-response|EventType: origin-request",
        "ErrorCachingMinTTL: 0|ResponsePagePath: /error.html",
        "CachePolicyId: !Ref Views|CachePolicyId: 00000000-0000-0000-0000-000000000000",
        "Compress: true|ForwardedValues: {QueryString: true}",
        "HeaderBehavior: whitelist|HeaderBehavior: allViewerAndWhitelistCloudFront",
        "!GetAtt Rewrite.FunctionARN|arn:aws:cloudfront::0:function/none",
      })
  void whatIsNotImitatedIsRefusedByItsPlace(String line, String other) {
    assertThat(TEMPLATE).contains(line);
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read(TEMPLATE.replace(line, other)))
        .withMessageContaining("Resources.");
  }
}
