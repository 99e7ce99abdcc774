import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import net.sf.okapi.common.Event;
import net.sf.okapi.common.LocaleId;
import net.sf.okapi.common.filters.IFilter;
import net.sf.okapi.common.filterwriter.IFilterWriter;
import net.sf.okapi.common.resource.ITextUnit;
import net.sf.okapi.common.resource.RawDocument;
import net.sf.okapi.common.resource.TextContainer;
import net.sf.okapi.common.resource.TextFragment;
import net.sf.okapi.common.resource.TextPart;
import net.sf.okapi.filters.tmx.TmxFilter;
import net.sf.okapi.filters.xliff.XLIFFFilter;
import net.sf.okapi.filters.xliff2.XLIFF2Filter;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;

/**
 * A translator's program of another make. Each line of standard input is a task, parted by tabs: the format (12, 21 or tmx), both
 * languages, a file, the file to write, and what to do: "keep" makes every target anew from the text units that Okapi's filter
 * found; "fill" also translates, into capitals, what has no target. Okapi then merges the units back. Prints the units of each.
 */
public class RoundTrip {
    public static void main(String[] none) throws Exception {
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
            String[] task = line.split("\t");
            System.out.println(merge(task[0], LocaleId.fromBCP47(task[1]), LocaleId.fromBCP47(task[2]), task[3], task[4], task[5].equals("fill")));
        }
    }

    private static int merge(String format, LocaleId from, LocaleId to, String file, String merged, boolean fills) throws Exception {
        // Throws for whatever Okapi's own reading of the standard finds wrong.
        if (format.equals("21")) XLIFFReader.validate(new File(file), null);
        int units = 0;
        try (IFilter filter = filterOf(format); RawDocument document = new RawDocument(Path.of(file).toUri(), "UTF-8", from, to)) {
            filter.open(document, true);
            try (IFilterWriter writer = filter.createFilterWriter()) {
                writer.setOptions(to, "UTF-8");
                writer.setOutput(merged);
                while (filter.hasNext()) {
                    Event event = filter.next();
                    if (event.isTextUnit()) {
                        units += 1;
                        renew(event.getTextUnit(), to, fills);
                    }
                    writer.handleEvent(event);
                }
            }
        }
        return units;
    }

    private static void renew(ITextUnit unit, LocaleId to, boolean fills) {
        if (unit.hasTarget(to) && !unit.getTarget(to).isEmpty()) {
            for (TextPart part : unit.getTarget(to)) {
                TextFragment content = part.getContent();
                part.setContent(new TextFragment(content.getCodedText(), content.getClonedCodes()));
            }
        } else if (fills) {
            TextContainer target = unit.getSource().clone();
            for (TextPart part : target) {
                TextFragment content = part.getContent();
                part.setContent(new TextFragment(content.getCodedText().toUpperCase(Locale.ROOT), content.getClonedCodes()));
            }
            unit.setTarget(to, target);
        }
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
