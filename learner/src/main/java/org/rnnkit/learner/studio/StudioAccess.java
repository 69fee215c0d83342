package org.rnnkit.learner.studio;

import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The check of every request: its path begins with the token, its Host header names this server, and a request that
 * changes something comes from the studio's own pages. Without the check of the host, a web page could give its own name
 * this machine's address and read everything (DNS rebinding).
 *
 * @param token the secret part of the address
 * @param hosts the values of the Host header that name this server, with the port
 */
record StudioAccess(String token, Set<String> hosts) {

    private static final int TOKEN_BYTES = 18;
    /** The begin of the addresses that work once; the server checks them. */
    static final String OPEN = "/open/";
    static final String INCOMPLETE = "This is not the address of the studio, or it is an old one: open the one that "
            + "./rnnkit studio has printed.";
    static final int MAX_REQUEST_BYTES = 100_000;
    static final String TOO_LARGE = "This is too large: the studio reads at most 100 KB. For a longer text use ./rnnkit train "
            + "--text FILE.";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** The headers of every answer. No web page may show the studio in a frame; the editor's own browser may. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; font-src 'self'; base-uri 'self'; form-action 'self'; "
                    + "frame-ancestors vscode-file: vscode-webview:",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    /** Makes a random token, which nobody can guess. */
    static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Lists the hosts of this server.
     *
     * @param environment the environment variables; in a codespace they have the name of the forwarded address
     */
    static Set<String> hosts(int port, Map<String, String> environment) {
        Set<String> hosts = new LinkedHashSet<>(List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port));
        forwardedHost(port, environment).ifPresent(hosts::add);
        return hosts;
    }

    /** Returns the host of the address under which a codespace forwards a port. */
    static Optional<String> forwardedHost(int port, Map<String, String> environment) {
        String name = environment.get("CODESPACE_NAME");
        String domain = environment.get("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN");
        return name == null || domain == null ? Optional.empty()
                : Optional.of((name + "-" + port + "." + domain).toLowerCase(Locale.ROOT));
    }

    /** Rejects a request that may not come from the studio's own pages, and sets the headers of the answer. */
    void check(Context context) {
        HEADERS.forEach(context::header);
        String host = context.header("Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            throw new ForbiddenResponse("This server answers only under the address that ./rnnkit studio has printed.");
        }
        if (!hasToken(context.path()) && !context.path().startsWith(OPEN)) {
            throw new NotFoundResponse(INCOMPLETE);
        }
        if (!context.method().name().equals("GET") && !isOwnOrigin(context.header("Origin"))) {
            throw new ForbiddenResponse("Only the studio's own pages may do this.");
        }
        requireForm(context);
    }

    /** Rejects other requests than small forms. Javalin does not limit the size of a form with files. */
    private static void requireForm(Context context) {
        if (context.contentLength() > MAX_REQUEST_BYTES) {
            throw new ContentTooLargeResponse(TOO_LARGE);
        }
        String type = context.contentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw new UnsupportedMediaTypeResponse("The studio reads only the forms of its own pages.");
        }
    }

    private boolean hasToken(String path) {
        String[] parts = path.split("/", 3);
        return parts.length > 1 && MessageDigest.isEqual(parts[1].getBytes(StandardCharsets.UTF_8),
                token.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isOwnOrigin(String origin) {
        return origin != null && hosts.contains(origin.replaceFirst("^https?://", "").toLowerCase(Locale.ROOT));
    }
}
