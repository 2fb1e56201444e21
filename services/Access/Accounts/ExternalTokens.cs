using CommunityGrains.Domain;
using Dapper;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CommunityGrains.Access.Accounts;

/// <summary>The issuer of tokens that the deployment trusts besides itself. <c>Algorithms</c>: those by which
/// its tokens may be signed, and no others.</summary>
public sealed record ExternalIssuer(Uri Issuer, string Audience, IReadOnlyList<string> Algorithms)
{
    /// <summary>Signatures with a key pair; a shared secret is none of them, nor is no signature.</summary>
    public static readonly IReadOnlyList<string> AlgorithmsKnown =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The usual ones.</summary>
    public static readonly IReadOnlyList<string> AlgorithmsUsual = ["RS256", "ES256"];
}

/// <summary>
/// Tokens of an external issuer (JWT): issuer, audience, algorithm, signature and term are checked, and then
/// the subject must be one that an account of ours has taken for its own by showing a token of it. No account
/// and no right comes out of a token.
/// </summary>
public sealed class ExternalTokens(
    AccessDatabase database, ISecretBox box, AccountBook book, SecurityJournal journal, TimeProvider clock,
    ExternalIssuer? issuer,
    IConfigurationManager<OpenIdConnectConfiguration>? keys = null)
{
    // Larger ones are not worth the reading.
    private const int LengthMax = 8 * 1024;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler handler = new()
    {
        MaximumTokenSizeInBytes = LengthMax, MapInboundClaims = false,
    };

    private readonly TokenValidationParameters? rules = issuer is null ? null : RulesOf(issuer, clock);

    private readonly IConfigurationManager<OpenIdConnectConfiguration>? keys =
        keys ?? (issuer is null ? null : KeysOf(issuer));

    public bool IsConfigured => issuer is not null;

    /// <summary>The account of a token's subject; null when the token does not hold, or is nobody's
    /// here.</summary>
    public async Task<AccountRecord?> FindAsync(string token, CancellationToken cancel)
    {
        if (await SubjectOfAsync(token, cancel) is not { } subject) return null;
        var account = await database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>(
            "select account from external_subject where subject = @subject", new { subject }), cancel);
        return account is not null
            && await book.FindAsync(new AccountId(Guid.Parse(account)), cancel) is { IsClosed: false } found
                ? found
                : null;
    }

    /// <summary>Ties a token's subject to an account, whose owner shows it; false when the token does not
    /// hold, or its subject is another's already.</summary>
    public async Task<bool> TieAsync(AccountId account, string token, CancellationToken cancel)
    {
        if (await SubjectOfAsync(token, cancel) is not { } subject) return false;
        var tied = await database.WriteAsync(async transaction =>
        {
            await transaction.Connection!.ExecuteAsync("""
                insert into external_subject (subject, account, made_at) values (@subject, @account, @now)
                on conflict (subject) do nothing
                """, new { subject, account = account.ToString(), now = clock.Now() }, transaction);
            return await transaction.Connection!.ExecuteScalarAsync<string>(
                "select account from external_subject where subject = @subject", new { subject },
                transaction) == account.ToString();
        }, cancel);
        if (tied) await journal.NoteAsync(SecurityEvent.IssuerTied, account);
        return tied;
    }

    /// <summary>Whether the account is tied to a subject.</summary>
    public async Task<bool> IsTiedAsync(AccountId account, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
            "select count(*) from external_subject where account = @account",
            new { account = account.ToString() }), cancel) > 0;

    public async Task UntieAsync(AccountId account, CancellationToken cancel)
    {
        var untied = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "delete from external_subject where account = @account", new { account = account.ToString() },
            transaction), cancel);
        if (untied > 0) await journal.NoteAsync(SecurityEvent.IssuerUntied, account);
    }

    // Who a token speaks of, as it is kept; null when it does not hold.
    private async Task<string?> SubjectOfAsync(string token, CancellationToken cancel)
    {
        if (rules is null || token.Length is 0 or > LengthMax || !handler.CanReadToken(token)) return null;
        try
        {
            var published = await keys!.GetConfigurationAsync(cancel);
            var asked = rules.Clone();
            asked.IssuerSigningKeys = published.SigningKeys;
            var result = await handler.ValidateTokenAsync(token, asked);
            // Its issuer may have changed its keys since they were read.
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException) keys.RequestRefresh();
            return result.IsValid && result.ClaimsIdentity.FindFirst("sub")?.Value is { Length: > 0 } subject
                ? box.Mark(Purpose.SubjectMark, $"{issuer!.Issuer}\n{subject}")
                : null;
        }
        catch (InvalidOperationException)
        {
            // The issuer's keys cannot be read at present: nobody comes in by its word.
            return null;
        }
    }

    private static TokenValidationParameters RulesOf(ExternalIssuer issuer, TimeProvider clock) => new()
    {
        ValidIssuer = issuer.Issuer.OriginalString,
        ValidAudience = issuer.Audience,
        ValidAlgorithms = issuer.Algorithms,
        ValidTypes = ["JWT", "at+jwt"],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        ClockSkew = Skew,
        LifetimeValidator = (from, until, _, _) => until is { } end
            && clock.GetUtcNow() < new DateTimeOffset(end, TimeSpan.Zero) + Skew
            && (from is not { } start
                || clock.GetUtcNow() >= new DateTimeOffset(start, TimeSpan.Zero) - Skew),
    };

    private static ConfigurationManager<OpenIdConnectConfiguration> KeysOf(ExternalIssuer issuer) => new(
        issuer.Issuer.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever { RequireHttps = !issuer.Issuer.IsLoopback });
}
