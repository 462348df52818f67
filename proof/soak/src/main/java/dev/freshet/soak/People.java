package dev.freshet.soak;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.write.ProductWrites;
import dev.freshet.table.write.UserWrites;
import java.util.List;
import java.util.stream.IntStream;

/** Creates the users of a soak and their products. */
final class People {
  private static final String CORRELATION_ID = "soak";

  private final UserWrites users;
  private final ProductWrites products;

  People(Table table) {
    this.users = new UserWrites(table);
    this.products = new ProductWrites(table);
  }

  List<Person> join(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> join(prefix + i)).toList();
  }

  Person join(String id) {
    Person person = new Person(new UserId(id));
    users.create(
        person.id(), Names.name(person.id(), 0), new EmailAddress(person.email()), CORRELATION_ID);
    Names.wares(person.id())
        .forEach((product, name) ->
            products.create(product, ProductDetails.of(name, Names.PRICE_CENTS), CORRELATION_ID));
    return person;
  }
}
