using System.Security.Cryptography;
using System.Text;
using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGrains.Access.Specs.People;

/// <summary>What holds for every sealed text.</summary>
public sealed class SealingData
{
    private static readonly PersonKey Anna = KeyOf(new Guid(1, 0, 0, new byte[8]), 1);
    private static readonly PersonKey Boris = KeyOf(new Guid(2, 0, 0, new byte[8]), 2);

    private static Arbitrary<string> Texts => ArbMap.Default.ArbFor<NonNull<string>>()
        .Convert(text => Whole(text.Get), NonNull<string>.NewNonNull);

    [Fact]
    public void What_is_sealed_is_revealed() => Prop.ForAll(Texts, text =>
    {
        foreach (var kind in DatumKinds.All)
        {
            Seal.TryOpen(Anna, kind, Seal.Close(Anna, kind, text), out var opened).ShouldBeTrue();
            opened.ShouldBe(text);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_datum_of_the_same_person_seals_the_same() => Prop.ForAll(Texts, text =>
        Seal.Close(Anna, DatumKind.Name, text).ShouldBe(Seal.Close(Anna, DatumKind.Name, text)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Another_person_or_another_kind_seals_another_text() => Prop.ForAll(Texts, text =>
    {
        string[] all =
        [
            .. DatumKinds.All.Select(kind => Seal.Close(Anna, kind, text)),
            .. DatumKinds.All.Select(kind => Seal.Close(Boris, kind, text)),
        ];
        all.Distinct().Count().ShouldBe(all.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_texts_never_share_a_nonce() => Prop.ForAll(Texts, Texts, (one, other) =>
        (one == other).ShouldBe(
            NonceOf(Seal.Close(Anna, DatumKind.Name, one)) == NonceOf(Seal.Close(Anna, DatumKind.Name,
                other))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_elses_key_and_no_other_kind_opens_it() => Prop.ForAll(Texts, text =>
    {
        var closed = Seal.Close(Anna, DatumKind.Name, text);
        Seal.TryOpen(Boris, DatumKind.Name, closed, out _).ShouldBeFalse();
        Seal.TryOpen(Anna, DatumKind.Phone, closed, out _).ShouldBeFalse();
        Seal.TryOpen(KeyOf(Anna.Person.Value, 3), DatumKind.Name, closed, out _).ShouldBeFalse();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_changed_letter_is_refused()
    {
        var closed = Seal.Close(Anna, DatumKind.Email, "anna@example.org");
        for (var at = 0; at < closed.Length; at++)
        {
            foreach (var letter in "A_z0~".Where(letter => letter != closed[at]))
            {
                var changed = $"{closed[..at]}{letter}{closed[(at + 1)..]}";
                Seal.TryOpen(Anna, DatumKind.Email, changed, out _).ShouldBeFalse($"at {at}");
            }
        }

        Seal.TryOpen(Anna, DatumKind.Email, closed[..^1], out _).ShouldBeFalse();
        Seal.TryOpen(Anna, DatumKind.Email, closed + "A", out _).ShouldBeFalse();
    }

    [Fact]
    public void Its_length_says_only_in_which_block_of_32_bytes_the_text_ends()
    {
        var lengths = Enumerable.Range(0, 64)
            .Select(length => Seal.Close(Anna, DatumKind.Name, new string('a', length)).Length).ToList();
        lengths[..32].Distinct().Count().ShouldBe(1);
        lengths[32..].Distinct().Count().ShouldBe(1);
        lengths[0].ShouldBeLessThan(lengths[63]);
    }

    [Fact]
    public void It_says_whose_it_is_and_looks_like_nothing_that_people_write()
    {
        var closed = Seal.Close(Anna, DatumKind.Name, "Примерова Анна");
        closed.ShouldMatch("^~[A-Za-z0-9_-]+$");
        Seal.PersonOf(closed).ShouldBe(Anna.Person);
        Seal.PersonOf("Примерова Анна").ShouldBeNull();
        Seal.PersonOf("~").ShouldBeNull();
        Seal.PersonOf("~Примерова").ShouldBeNull();
        ((IPersonalDatum)new PersonName(closed)).IsSealed.ShouldBeTrue();
    }

    internal static PersonKey KeyOf(Guid person, byte seed) =>
        new(new PersonId(person), SHA256.HashData([seed]));

    private static string NonceOf(string closed) => Convert.ToHexString(
        System.Buffers.Text.Base64Url.DecodeFromChars(closed.AsSpan(1)).AsSpan(17, 12));

    // Halves of surrogate pairs never come so far: the domain refuses them.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
