package org.normscope.cli.paint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.normscope.cli.option.WrongUseException;
import org.normscope.style.Mixing;
import org.normscope.style.StyleSite;

/** Reads --ibn: one share for all sites, one for each in their order, or some by name. */
final class SiteShares {
    private SiteShares() { }

    /** @param said each "0.3" or "SITE=0.3"; sites that are not named have the share said alone, or 0 */
    static Mixing of(List<String> said, Mixing.Mode mode, List<StyleSite> sites, String engine) {
        List<String> names = sites.stream().map(StyleSite::name).toList();
        List<Float> alone = said.stream().filter(part -> !part.contains("=")).map(part -> (float) share(part)).toList();
        if (sites.isEmpty()) {
            if (said.stream().anyMatch(part -> part.contains("=")) || alone.stream().anyMatch(share -> share > 0)) {
                throw new WrongUseException("cli.style.sites.none", engine);
            }
            return Mixing.all(mode, 0);
        }
        if (alone.size() == said.size() && alone.size() == sites.size()) return new Mixing(mode, alone);
        if (alone.size() > 1) throw new WrongUseException("cli.style.sites.count", engine, sites.size(), alone.size());
        Float[] shares = new Float[sites.size()];
        Arrays.fill(shares, alone.isEmpty() ? 0f : alone.get(0));
        for (String part : said) {
            int equals = part.lastIndexOf('=');
            if (equals < 0) continue;
            int site = names.indexOf(part.substring(0, equals));
            if (site < 0) {
                throw new WrongUseException("cli.style.site", engine, part.substring(0, equals),
                    names.stream().collect(Collectors.joining(", ")));
            }
            shares[site] = (float) share(part.substring(equals + 1));
        }
        return new Mixing(mode, List.of(shares));
    }

    static double share(String said) {
        try {
            double share = Double.parseDouble(said);
            if (share >= 0 && share <= 1) return share;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new WrongUseException("cli.style.share", said);
    }
}
