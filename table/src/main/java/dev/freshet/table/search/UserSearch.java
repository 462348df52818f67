package dev.freshet.table.search;

import dev.freshet.domain.EmailAddress;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.Attributes;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.ItemReads;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Finds a user by e-mail address, by the index {@code email-index}. The index is eventually
 * consistent, so it only proposes: the profile itself is read consistently and has to have the
 * address. Thread-safe; blocks for two round trips.
 */
public final class UserSearch {
  private static final String INDEX = "email-index";

  /** An address has one owner; while the index lags behind a change of owners it may show two. */
  private static final int PROPOSALS = 5;

  private final Table table;
  private final ItemReads items;

  public UserSearch(Table table) {
    this.table = table;
    this.items = new ItemReads(table);
  }

  /**
   * The user who has this address now; empty if there is none, or the index does not know yet.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity
   */
  public Optional<ProfileItem> find(EmailAddress email) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(INDEX)
            .keyConditionExpression("#email = :email")
            .expressionAttributeNames(Map.of("#email", ProfileItem.EMAIL))
            .expressionAttributeValues(Map.of(":email", Attribute.text(email.value())))
            .limit(PROPOSALS)
            .build();
    return table.call(client -> client.query(request)).items().stream()
        .map(item -> new Attributes(item).key())
        .map(items::get)
        .flatMap(Optional::stream)
        .map(ProfileItem::from)
        .filter(profile -> profile.email().equals(email))
        .findFirst();
  }
}
