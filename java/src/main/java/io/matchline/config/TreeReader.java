package io.matchline.config;

import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML 1.2 text into a {@link Tree}: one document, keys are plain words, no tags. Every value stays text; what
/// it means is the schema's business. Depth and expanded size are bounded, so aliases cannot blow up.
final class TreeReader {
  static final int MAX_DEPTH = 40;
  private static final int MAX_KEY = 250;
  private static final int MAX_VALUES = 100_000;

  private record Sized(Tree tree, int values) {}

  private final String name;
  private final Iterator<Event> events;
  private final Map<Anchor, Optional<Sized>> anchors = new HashMap<>();
  private int values;

  private TreeReader(String name, String text) {
    this.name = name;
    this.events = new Parse(LoadSettings.builder().setLabel(name).build()).parseString(text).iterator();
  }

  /// @param name stands before the line number in every message
  /// @throws InvalidInputException when the text is empty or not valid YAML
  static Tree read(String name, String text) {
    YamlFaults.checkCharacters(name, text);
    try {
      return new TreeReader(name, text).document();
    } catch (MarkedYamlEngineException e) {
      throw YamlFaults.syntax(name, text, e);
    } catch (YamlEngineException e) {
      throw new InvalidInputException(name + ": not valid YAML: " + e.getMessage());
    }
  }

  private Tree document() {
    events.next();
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      throw new InvalidInputException(name + ": is empty");
    }
    Event first = events.next();
    Tree root = value(first, place(first), 0);
    events.next();
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw fault(end, "a second document begins here; one file holds one configuration");
    }
    return root;
  }

  /// @param place what the value's problems are reported at: the line of its key
  private Tree value(Event event, Place place, int depth) {
    if (depth > MAX_DEPTH) {
      throw fault(event, "the value is nested deeper than " + MAX_DEPTH + " levels");
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    rejectTag(event);
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    anchor.ifPresent(found -> anchors.put(found, Optional.empty()));
    int before = values;
    count(event, 1);
    Tree tree = switch (event.getEventId()) {
      case MappingStart -> mapping(place, depth);
      case SequenceStart -> items(place, depth);
      default -> scalar((ScalarEvent) event);
    };
    anchor.ifPresent(found -> anchors.put(found, Optional.of(new Sized(tree, values - before))));
    return tree;
  }

  private Tree alias(AliasEvent event) {
    Anchor anchor = event.getAlias();
    if (!anchors.containsKey(anchor)) {
      throw fault(event, "*" + anchor.getValue() + " refers to an anchor that is not defined above");
    }
    Sized target = anchors.get(anchor)
        .orElseThrow(() -> fault(event, "*" + anchor.getValue() + " refers to the block that contains it"));
    count(event, target.values());
    return target.tree();
  }

  private void count(Event event, int more) {
    values += more;
    if (values > MAX_VALUES) {
      throw fault(event, "the file has more than " + MAX_VALUES + " values once its aliases are expanded");
    }
  }

  private Tree mapping(Place place, int depth) {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
      Place keyPlace = place(event);
      if (!(value(event, keyPlace, depth + 1) instanceof Tree.Scalar key) || key.text().length() > MAX_KEY) {
        throw fault(event, "a key is a single word of at most " + MAX_KEY + " characters, not a list or block");
      }
      Event value = events.next();
      boolean scalar = value.getEventId() == Event.ID.Scalar;
      entries.add(new Tree.Entry(keyPlace, key.text(), value(value, scalar ? place(value) : keyPlace, depth + 1)));
    }
    return new Tree.Mapping(place, entries);
  }

  private Tree items(Place place, int depth) {
    List<Tree> found = new ArrayList<>();
    for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
      found.add(value(event, place(event), depth + 1));
    }
    return new Tree.Items(place, found);
  }

  private Tree scalar(ScalarEvent event) {
    return new Tree.Scalar(place(event), event.getValue(), !event.isPlain());
  }

  private void rejectTag(Event event) {
    Optional<String> tag = switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> Optional.empty();
    };
    tag.ifPresent(found -> {
      throw fault(event, "the YAML tag " + found + " is not supported; write the bare value");
    });
  }

  private Place place(Event event) {
    return new Place(name, event.getStartMark().map(Mark::getLine).orElse(-1) + 1);
  }

  private InvalidInputException fault(Event event, String rule) {
    return new InvalidInputException(place(event) + ": " + rule);
  }
}
