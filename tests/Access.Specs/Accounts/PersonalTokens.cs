using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;
using Dapper;

namespace CommunityGrains.Access.Specs.Accounts;

public abstract class PersonalTokens(Kept kept) : AccountWorld(kept)
{
    [Fact]
    public async Task A_token_is_its_account_within_its_limits_and_is_not_kept()
    {
        var account = await GivenAnAccount();
        var text = (await Tokens.MakeAsync(
            account.Id, " выгрузка ", Region, [Role.Manager], readOnly: true, days: 30, Cancel))
            .ShouldNotBeNull();
        text.ShouldStartWith("cgp_");
        var token = (await Tokens.FindAsync(text, Cancel)).ShouldNotBeNull();
        (token.Account, token.Person, token.Name).ShouldBe((account.Id, account.Person, "выгрузка"));
        (token.Region, token.ReadOnly).ShouldBe((Region, true));
        token.Roles.ShouldBe([Role.Manager]);
        var hashes = await Database.ReadAsync(connection =>
            connection.QueryAsync<string>("select hash from access_token"), Cancel);
        var random = text[AccessTokens.Prefix.Length..];
        hashes.ShouldNotContain(hash => hash.Contains(random, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_runs_out_on_its_day()
    {
        var account = await GivenAnAccount();
        var text = await Make(account, days: 1);
        Clock.Move(TimeSpan.FromHours(23));
        (await Tokens.FindAsync(text, Cancel)).ShouldNotBeNull();
        Clock.Move(TimeSpan.FromHours(1));
        (await Tokens.FindAsync(text, Cancel)).ShouldBeNull();
        (await Tokens.ListAsync(account.Id, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_owner_revokes_it_and_nobody_else_can()
    {
        var account = await GivenAnAccount();
        var other = await GivenAnAccount("boris@example.org");
        var text = await Make(account);
        var id = (await Tokens.ListAsync(account.Id, Cancel)).Single().Id;
        await Tokens.RevokeAsync(other.Id, id, Cancel);
        (await Tokens.FindAsync(text, Cancel)).ShouldNotBeNull();
        await Tokens.RevokeAsync(account.Id, id, Cancel);
        (await Tokens.FindAsync(text, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_closed_account_has_none()
    {
        var account = await GivenAnAccount();
        var text = await Make(account);
        await Book.CloseAsync(account.Id, Cancel);
        (await Tokens.FindAsync(text, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Twenty_are_enough()
    {
        var account = await GivenAnAccount();
        for (var number = 0; number < AccessTokens.PerAccountMax; number++) await Make(account);
        (await Tokens.MakeAsync(account.Id, "ещё", null, [], false, 1, Cancel)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("cgp_")]
    [InlineData("cgp_nonsense")]
    [InlineData("nonsense")]
    public async Task What_is_no_token_opens_nothing(string text)
    {
        await Make(await GivenAnAccount());
        (await Tokens.FindAsync(text, Cancel)).ShouldBeNull();
    }

    private async Task<string> Make(AccountRecord account, int days = 30) =>
        (await Tokens.MakeAsync(account.Id, "для примера", null, [], readOnly: false, days, Cancel))!;
}

public sealed class PersonalTokensInAFile() : PersonalTokens(Kept.InAFile);

public sealed class PersonalTokensOnAServer() : PersonalTokens(Kept.OnAServer);
