import java.nio.file.Path;
import net.sf.okapi.common.Event;
import net.sf.okapi.common.LocaleId;
import net.sf.okapi.common.filters.IFilter;
import net.sf.okapi.common.filterwriter.IFilterWriter;
import net.sf.okapi.common.resource.ITextUnit;
import net.sf.okapi.common.resource.RawDocument;
import net.sf.okapi.common.resource.TextFragment;
import net.sf.okapi.common.resource.TextPart;
import net.sf.okapi.filters.tmx.TmxFilter;
import net.sf.okapi.filters.xliff.XLIFFFilter;
import net.sf.okapi.filters.xliff2.XLIFF2Filter;

/**
 * A translator's tool of another make: reads an exchange file by Okapi's filter, makes every target anew from the text units it
 * found, and merges them back into a file. Arguments: the format (12, 21 or tmx), the languages, the file, the merged file, and
 * "fill" to put each unit's source, with its codes, where a translation is missing. Prints how many units it saw.
 */
public class RoundTrip {
    public static void main(String[] given) throws Exception {
        LocaleId from = LocaleId.fromBCP47(given[1]);
        LocaleId to = LocaleId.fromBCP47(given[2]);
        boolean fills = given.length > 5 && given[5].equals("fill");
        int units = 0;
        try (IFilter filter = filterOf(given[0]);
             RawDocument document = new RawDocument(Path.of(given[3]).toUri(), "UTF-8", from, to)) {
            filter.open(document, true);
            IFilterWriter writer = filter.createFilterWriter();
            writer.setOptions(to, "UTF-8");
            writer.setOutput(given[4]);
            while (filter.hasNext()) {
                Event event = filter.next();
                if (event.isTextUnit()) {
                    units += 1;
                    ITextUnit unit = event.getTextUnit();
                    boolean missing = !unit.hasTarget(to) || unit.getTarget(to).isEmpty();
                    if (missing && fills) unit.setTarget(to, unit.getSource().clone());
                    else if (!missing) {
                        for (TextPart part : unit.getTarget(to)) {
                            TextFragment content = part.getContent();
                            part.setContent(new TextFragment(content.getCodedText(), content.getClonedCodes()));
                        }
                    }
                }
                writer.handleEvent(event);
            }
            writer.close();
        }
        System.out.println(units);
    }

    private static IFilter filterOf(String format) {
        switch (format) {
            case "12": return new XLIFFFilter();
            case "21": return new XLIFF2Filter();
            case "tmx": return new TmxFilter();
            default: throw new IllegalArgumentException(format);
        }
    }
}
