using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using Dapper;

namespace CommunityGrains.Access.Specs.People;

/// <summary>People's keys and what people are found by, on both databases.</summary>
public abstract class KeepingKeys : PeopleBench
{
    private static readonly IPersonalDatum[] AnnasData =
        [new PersonName("Ёлкина-Примерова Анна Ли"), new EmailAddress("Anna@Example.org"),
            new PhoneNumber("+79453533515")];

    [Fact]
    public async Task A_key_is_made_once_and_found_again()
    {
        var made = await SealingAsync(Person(1));
        var again = await SealingAsync(Person(1));
        var found = (await Vault.Keys.FindAsync(Region, [Person(1), Person(2)],
            Cancel)).ShouldHaveSingleItem();
        Same(made!, again!);
        Same(made!, found.Value);
    }

    [Fact]
    public async Task Who_asks_for_many_keys_at_once_gets_each_once()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(async number =>
            (await SealingAsync(Person(number % 700)))!));
        keys.Select(key => key.Person).Distinct().Count().ShouldBe(700);
        foreach (var ofOne in keys.GroupBy(key => key.Person))
            ofOne.Select(Sample).Distinct().Count().ShouldBe(1);
        (await CountAsync("person_key")).ShouldBe(700);
    }

    [Fact]
    public async Task Each_person_and_each_region_has_another_key()
    {
        var (anna, boris) = (await SealingAsync(Person(1)), await SealingAsync(Person(2)));
        var elsewhere = await Vault.Keys.ForSealingAsync("RU-NIZ", Person(1), [], Cancel);
        new[] { anna!, boris!, elsewhere! }.Select(Sample).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_destroyed_key_is_gone_and_no_new_one_is_made()
    {
        await SealingAsync(Person(1));
        await SealingAsync(Person(2));
        (await Vault.Keys.DestroyAsync(Region, Person(1), "act", Cancel)).ShouldBeTrue();
        (await Vault.Keys.FindAsync(Region, [Person(1)], Cancel)).ShouldBeEmpty();
        (await SealingAsync(Person(1))).ShouldBeNull();
        (await Vault.Keys.IsErasedAsync(Region, Person(1), Cancel)).ShouldBeTrue();
        (await Vault.Index.FindAsync(Region, "примерова", Cancel)).ShouldBe([Person(2)]);
        (await Vault.Keys.DestroyAsync(Region, Person(1), "act", Cancel)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("елк")]
    [InlineData("ЁЛКИНА")]
    [InlineData("примерова")]
    [InlineData("анна")]
    [InlineData("ли")]
    [InlineData("anna@example.ORG")]
    [InlineData("8 (945) 353-35-15")]
    [InlineData("+7 945 3533515")]
    public async Task A_person_is_found_by_name_phone_and_e_mail(string text)
    {
        await SealingAsync(Person(1));
        (await Vault.Index.FindAsync(Region, text, Cancel)).ShouldBe([Person(1)]);
        (await Vault.Index.FindAsync("RU-NIZ", text, Cancel)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("лкина")]
    [InlineData("ан")]
    [InlineData("nna@example.org")]
    [InlineData("3533515")]
    [InlineData("")]
    public async Task Parts_from_the_middle_find_nobody(string text)
    {
        await SealingAsync(Person(1));
        (await Vault.Index.FindAsync(Region, text, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_database_holds_no_datum_and_no_key_in_clear()
    {
        var key = (await SealingAsync(Person(1)))!;
        var everything = await Database.ReadAsync(async connection => string.Join('\n', [
            .. await connection.QueryAsync<string>("select wrapped from person_key"),
            .. await connection.QueryAsync<string>("select token || ' ' || person from person_index"),
            .. await connection.QueryAsync<string>("select name || ' ' || value from deployment")]), Cancel);
        foreach (var text in new[] { "лкина", "nna@", "945353", Convert.ToBase64String(key.Cipher) })
            everything.ShouldNotContain(text, Case.Insensitive);
    }

    [Fact]
    public async Task Another_master_key_is_refused_and_changes_nothing()
    {
        var made = await SealingAsync(Person(1));
        var other = new MasterKeyChoice(KeyFile.File, Text: MasterKey.Create().Export());
        var refused = await Should.ThrowAsync<MasterKeyException>(
            () => PersonalVault.OpenAsync(Database, other, TimeProvider.System, Cancel));
        refused.Message.ShouldStartWith(MasterKeyChoice.Variable);
        using var again = await OpenVaultAsync();
        Same((await again.Keys.FindAsync(Region, [Person(1)], Cancel))[Person(1)], made!);
    }

    [Fact]
    public async Task A_lost_master_key_is_never_silently_replaced()
    {
        await SealingAsync(Person(1));
        File.Delete(KeyFile.File);
        (await Should.ThrowAsync<MasterKeyException>(OpenVaultAsync)).Message.ShouldContain("missing");
        File.Exists(KeyFile.File).ShouldBeFalse();
    }

    private ValueTask<PersonKey?> SealingAsync(PersonId person) =>
        Vault.Keys.ForSealingAsync(Region, person, Vault.Index.Of(Region, AnnasData), Cancel);

    private static string Sample(PersonKey key) => Seal.Close(key, DatumKind.Name, "sample");

    private static void Same(PersonKey one, PersonKey other) => Sample(one).ShouldBe(Sample(other));

    private async Task<long> CountAsync(string table) => await Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>($"select count(*) from {table}"), Cancel);
}

public sealed class KeepingKeysInAFile : KeepingKeys
{
    protected override ValueTask<AccessDatabase> OpenDatabaseAsync() =>
        new(new SqliteAccessDatabase(Path.Combine(Folder, "access.db")));
}

public sealed class KeepingKeysOnAServer : KeepingKeys
{
    private readonly ServerDatabase server = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }

    protected override ValueTask<AccessDatabase> OpenDatabaseAsync() => server.OpenAsync(Cancel);
}
