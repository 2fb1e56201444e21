using System.Security.Cryptography;
using CommunityGrains.Access.Accounts;

namespace CommunityGrains.Access.Specs.Accounts;

public sealed class ChoosingAPassword
{
    [Theory]
    [InlineData("синий трактор едет", null)]
    [InlineData("correct elephant basement", null)]
    [InlineData("Lj,hsq dtxth cjctlb", null)]
    [InlineData("9f3a5c01b2d4", null)]
    [InlineData("одиннадцать", PasswordObjection.TooShort)]
    [InlineData("", PasswordObjection.TooShort)]
    [InlineData("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", PasswordObjection.TooShort)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordObjection.Monotonous)]
    [InlineData("abababababababab", PasswordObjection.Monotonous)]
    [InlineData("крокодилкрокодил", PasswordObjection.Monotonous)]
    [InlineData("123456789012", PasswordObjection.Monotonous)]
    [InlineData("987654321098", PasswordObjection.Monotonous)]
    [InlineData("qwertyuiop123", PasswordObjection.Monotonous)]
    [InlineData("йцукенгшщзхъ", PasswordObjection.Monotonous)]
    [InlineData("1qaz2wsx3edc", PasswordObjection.Monotonous)]
    [InlineData("abcdefghijkl", PasswordObjection.Monotonous)]
    [InlineData("Password2024!", PasswordObjection.Common)]
    [InlineData("P@ssw0rd!!!!!", PasswordObjection.Common)]
    [InlineData("пароль-пароль-2026", PasswordObjection.Common)]
    [InlineData("Сообщество2026!", PasswordObjection.Common)]
    [InlineData("correcthorsebatterystaple", PasswordObjection.Common)]
    [InlineData("adminadmin2026", PasswordObjection.Common)]
    // Words typed with the keyboard switched to the other language, both ways.
    [InlineData("gfhjkm-gfhjkm-2026", PasswordObjection.Common)]
    [InlineData("Ghbdtn_Cjctlb77", PasswordObjection.Common)]
    [InlineData("зфыыцщкв2026", PasswordObjection.Common)]
    [InlineData("фвьшт-йцукен-1", PasswordObjection.Common)]
    // What the lists of leaks begin with, of twelve characters and more.
    [InlineData("iloveyou123456", PasswordObjection.Common)]
    [InlineData("dragonmonkey1234", PasswordObjection.Common)]
    [InlineData("sonyericsson", PasswordObjection.Common)]
    [InlineData("justinbieber", PasswordObjection.Common)]
    [InlineData("q1w2e3r4t5y6", PasswordObjection.Common)]
    [InlineData("Liverpool19041986", PasswordObjection.Common)]
    [InlineData("anna.petrova@example.org", PasswordObjection.LikeTheLogin)]
    [InlineData("AnnaPetrova2026", PasswordObjection.LikeTheLogin)]
    public void Length_counts_and_what_everybody_tries_first_does_not(
        string password, PasswordObjection? objection) =>
        PasswordPolicy.Objection(password, "anna.petrova@example.org").ShouldBe(objection);

    [Fact]
    public void Whoever_wants_to_write_a_book_is_stopped() =>
        PasswordPolicy.Objection(RandomSecret.Make() + new string('x', 200), "a@example.org")
            .ShouldBe(PasswordObjection.TooLong);

    [Fact]
    public async Task A_hash_says_nothing_twice_and_takes_the_work_that_is_usual()
    {
        using var passwords = new Passwords();
        var cancel = TestContext.Current.CancellationToken;
        var hashes = new[]
        {
            (await passwords.HashAsync("синий трактор едет", cancel))!,
            (await passwords.HashAsync("синий трактор едет", cancel))!,
        };
        hashes[0].ShouldNotBe(hashes[1]);
        (await passwords.CompareAsync(hashes[0], "синий трактор едет", cancel)).ShouldBe(PasswordMatch.Yes);
        (await passwords.CompareAsync(hashes[0], "синий трактор", cancel)).ShouldBe(PasswordMatch.No);
        (await passwords.CompareAsync(null, "синий трактор едет", cancel)).ShouldBe(PasswordMatch.No);
        using var weak = new Passwords(iterations: 10);
        var old = await weak.HashAsync("синий трактор едет", cancel);
        (await passwords.CompareAsync(old, "синий трактор едет", cancel))
            .ShouldBe(PasswordMatch.YesButHashAgain);
    }

    [Fact]
    public void What_is_sealed_for_one_purpose_or_changed_opens_for_no_other()
    {
        var box = new SecretBox(new byte[32]);
        var text = box.Seal("login:1", "anna@example.org");
        box.Open("login:1", text).ShouldBe("anna@example.org");
        box.Seal("login:1", "anna@example.org").ShouldNotBe(text);
        Should.Throw<CryptographicException>(() => box.Open("login:2", text));
        Should.Throw<CryptographicException>(() => box.Open("login:1", text[..^2] + "AA"));
        Should.Throw<CryptographicException>(() => box.Open("login:1", ""));
        var other = new byte[32];
        other[0] = 1;
        Should.Throw<CryptographicException>(() => new SecretBox(other).Open("login:1", text));
    }

    [Fact]
    public void A_forms_token_fits_its_own_cookie_only()
    {
        var forms = new FormTokens(new SecretBox(new byte[32]));
        var token = forms.Of("cookie of one");
        forms.Fits(token, "cookie of one").ShouldBeTrue();
        forms.Fits(token, "cookie of another").ShouldBeFalse();
        forms.Fits(token, null).ShouldBeFalse();
        forms.Fits(null, "cookie of one").ShouldBeFalse();
        forms.Fits("", "").ShouldBeFalse();
    }
}
