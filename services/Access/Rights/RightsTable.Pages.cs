namespace CommunityGrains.Access.Rights;

/// <summary>The rows of the pages.</summary>
public static partial class RightsTable
{
    private static RightsRow[] Pages() =>
        [.. OpenPages(), .. RecordPages(), .. WorkPages(), .. PeoplePages(), .. OwnPages()];

    // What everybody may read, and say without an account.
    private static RightsRow[] OpenPages() =>
    [
        See("/", Public),
        See("/communities", Public),
        See("/communities/{id:guid}", Public),
        See("/components", Public),
        See("/map", Public),
        See("/map/points", Public),
        See("/map/areas", Public),
        See("/map/communities", Public),
        See("/initiatives", Public),
        See("/communities/{id:guid}/history", Public),
        See("/municipalities", Public),
        See("/municipalities/{id:guid}", Public),
        See("/leaders", Public),
        See("/leaders/{id:guid}", Public),
        See("/municipalities/{id:guid}/history", Public),
        See("/leaders/{id:guid}/history", Public),
        See("/initiatives/{id:guid}", Public),
        See("/initiatives/{id:guid}/history", Public),
        See("/communities/{id:guid}/correction", Public),
        See("/communities/{id:guid}/no-longer-true", Public),
        See("/missing", Public),
        // It says what became of it, and nothing of what was told.
        See("/suggestions/{id:guid}", Public),
        // The link of the letter itself is the right to it.
        See("/answer/{token}", Public),
        // The answer to an address that nobody else answers.
        See("{*path}", Public),
    ];

    // What is done on the pages of records.
    private static RightsRow[] RecordPages() =>
    [
        See("/communities/{id:guid}/claim", Nobody, self: true),
        See("/communities/{id:guid}/initiative", Keepers),
        // Each looks closer: at the place of the record, and at the command that its form asks.
        See("/communities/new", Staff),
        See("/communities/lookalikes", Keepers),
        See("/communities/{id:guid}/edit", Keepers),
        See("/communities/{id:guid}/acts", Keepers),
        See("/communities/{id:guid}/infrastructure", Keepers),
        See("/communities/{id:guid}/head", Staff),
        See("/communities/{id:guid}/head/removal", Staff),
        See("/communities/{id:guid}/merge", Staff),
        See("/communities/{id:guid}/dismissals", Staff),
        See("/communities/{id:guid}/restore", Keepers),
        See("/municipalities/{id:guid}/restore", Centre),
        See("/leaders/{id:guid}/changes", Keepers, self: true),
        See("/initiatives/{id:guid}/changes", Keepers),
    ];

    // The centre's work.
    private static RightsRow[] WorkPages() =>
    [
        See("/duplicates", Staff),
        // Where an administrator of the whole region begins.
        See("/start", Centre),
        See("/import", Staff),
        See("/import/templates/{name}", Staff),
        See("/import/{id:guid}", Staff),
        See("/import/{id:guid}/columns", Staff),
        See("/import/{id:guid}/start", Staff),
        // His own; the centre's administrators see everybody's.
        See("/work", Staff),
        See("/work/{id:guid}", Staff),
        See("/work/{id:guid}/status", Staff),
        See("/work/{id:guid}/cancellation", Staff),
        See("/work/{id:guid}/continuation", Staff),
        See("/work/{id:guid}/report", Staff),
        See("/work/{id:guid}/refused", Staff),
        See("/moderation", Staff),
        See("/moderation/{id:guid}", Staff),
        See("/moderation/{id:guid}/acceptance", Staff),
        See("/moderation/{id:guid}/question", Staff),
        See("/moderation/{id:guid}/proposal", Staff),
        See("/moderation/{id:guid}/note", Staff),
        See("/moderation/{id:guid}/refusal", Staff),
        See("/moderation/{id:guid}/outdated", Staff),
        // Which places, the pages look themselves.
        See("/today", Keepers),
        See("/today/{group}", Keepers),
        See("/today/ask", Staff),
        See("/today/answer", Keepers),
    ];

    // People's data, and who has an account.
    private static RightsRow[] PeoplePages() =>
    [
        See("/invite", Centre),
        See("/accounts", Centre),
        See("/accounts/{id:guid}", Centre),
        See("/accounts/{id:guid}/grants", Centre),
        See("/accounts/{id:guid}/revocations", Centre),
        See("/accounts/{id:guid}/closure", Centre),
        See("/people", Staff),
        See("/people/{id:guid}", Staff, self: true),
        See("/people/{id:guid}/consents", Staff, self: true),
        See("/people/{id:guid}/withdrawals", Staff, self: true),
        See("/people/{id:guid}/particulars", Staff, self: true),
        See("/people/{id:guid}/data", Centre, self: true),
        See("/people/{id:guid}/erasure", Centre),
        See("/people/{id:guid}/act", Centre),
    ];

    // Signing in, and what is one's own.
    private static RightsRow[] OwnPages() =>
    [
        See("/sign-in", Public),
        See("/sign-in/code", Public),
        See("/sign-out", Public),
        // The link itself is the right to it.
        See("/invitation/{key}", Public),
        See("/notices", Nobody, self: true),
        See("/notices/read", Nobody, self: true),
        See("/notices/settings", Nobody, self: true),
        See("/subscriptions", Nobody, self: true),
        See("/subscriptions/{id:guid}/pause", Nobody, self: true),
        See("/subscriptions/{id:guid}/end", Nobody, self: true),
        // A letter's own link is the right to end letters like it.
        See("/letters/stop/{key}", Public),
        See("/account", Nobody, self: true),
        See("/account/password", Nobody, self: true),
        See("/account/sessions", Nobody, self: true),
        See("/account/external", Nobody, self: true),
        See("/account/second-factor", Nobody, self: true),
        See("/account/second-factor/off", Nobody, self: true),
        See("/account/tokens", Nobody, self: true),
        See("/account/tokens/revoked", Nobody, self: true),
    ];
}
