using System.Security.Cryptography;
using CommunityGrains.Access.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CommunityGrains.Access.Specs.Accounts;

public abstract class TokensOfAnIssuer(Kept kept) : AccountWorld(kept)
{
    private const string Issuer = "https://id.example.org";
    private const string Audience = "registry";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "1" };
    private static readonly RsaSecurityKey AnotherKey = new(RSA.Create(2048)) { KeyId = "1" };

    private ExternalTokens External => new(
        Database, Box, Book, Journal, Clock,
        new ExternalIssuer(new Uri(Issuer), Audience, ExternalIssuer.AlgorithmsUsual), new Published());

    [Fact]
    public async Task A_token_is_the_account_that_has_shown_one_of_its_subject()
    {
        var account = await GivenAnAccount();
        (await External.FindAsync(Token(), Cancel)).ShouldBeNull();
        (await External.TieAsync(account.Id, Token(), Cancel)).ShouldBeTrue();
        (await External.FindAsync(Token(), Cancel))!.Id.ShouldBe(account.Id);
        (await External.FindAsync(Token(subject: "another"), Cancel)).ShouldBeNull();
        await External.UntieAsync(account.Id, Cancel);
        (await External.FindAsync(Token(), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_subject_is_one_accounts_only_and_nobody_takes_it()
    {
        var account = await GivenAnAccount();
        var other = await GivenAnAccount("boris@example.org");
        await External.TieAsync(account.Id, Token(), Cancel);
        (await External.TieAsync(other.Id, Token(), Cancel)).ShouldBeFalse();
        (await External.FindAsync(Token(), Cancel))!.Id.ShouldBe(account.Id);
    }

    public static TheoryData<string> Bad() =>
        ["issuer", "audience", "key", "shared secret", "no signature", "run out", "not yet", "no term",
            "type", "nonsense", "empty"];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_does_not_hold_opens_nothing(string what)
    {
        var account = await GivenAnAccount();
        await External.TieAsync(account.Id, Token(), Cancel);
        (await External.FindAsync(BadToken(what), Cancel)).ShouldBeNull();
        (await External.FindAsync(Token(), Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_closed_account_is_not_opened_from_outside()
    {
        var account = await GivenAnAccount();
        await External.TieAsync(account.Id, Token(), Cancel);
        await Book.CloseAsync(account.Id, Cancel);
        (await External.FindAsync(Token(), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Where_no_issuer_is_trusted_none_is()
    {
        var none = new ExternalTokens(Database, Box, Book, Journal, Clock, issuer: null);
        (await none.FindAsync(Token(), Cancel)).ShouldBeNull();
        (await none.TieAsync((await GivenAnAccount()).Id, Token(), Cancel)).ShouldBeFalse();
    }

    private string BadToken(string what) => what switch
    {
        "issuer" => Token(issuer: "https://evil.example.org"),
        "audience" => Token(audience: "another"),
        "key" => Token(signing: new SigningCredentials(AnotherKey, "RS256")),
        // The public key as a shared secret: what accepts any algorithm takes it.
        "shared secret" => Token(signing: new SigningCredentials(
            new SymmetricSecurityKey(((RsaSecurityKey)Key).Rsa.ExportSubjectPublicKeyInfo()), "HS256")),
        "no signature" => Unsigned(),
        "run out" => Token(minutes: -2),
        "not yet" => Token(startsIn: 5),
        "no term" => Token(term: false),
        "type" => Token(type: "secevent+jwt"),
        "nonsense" => "a.b.c",
        _ => "",
    };

    private string Token(
        string subject = "subject-1", string issuer = Issuer, string audience = Audience,
        SigningCredentials? signing = null, int minutes = 10, int startsIn = 0, bool term = true,
        string type = "JWT")
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer, Audience = audience, TokenType = type,
                NotBefore = now.AddMinutes(startsIn > 0 ? startsIn : -5),
                Expires = term ? now.AddMinutes(startsIn + minutes) : null,
                Claims = new Dictionary<string, object> { ["sub"] = subject },
                SigningCredentials = signing ?? new SigningCredentials(Key, "RS256"),
            });
    }

    private string Unsigned()
    {
        var parts = Token().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        return $"{header}.{parts[1]}.";
    }

    private sealed class Published : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        {
            var configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
            configuration.SigningKeys.Add(Key);
            return Task.FromResult(configuration);
        }

        public void RequestRefresh()
        {
            // There is nothing newer.
        }
    }
}

public sealed class TokensOfAnIssuerInAFile() : TokensOfAnIssuer(Kept.InAFile);

public sealed class TokensOfAnIssuerOnAServer() : TokensOfAnIssuer(Kept.OnAServer);
