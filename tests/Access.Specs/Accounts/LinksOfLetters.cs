using System.Security.Cryptography;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.Specs.Accounts;

public sealed class LinksOfLetters
{
    private const string Region = "RU-BA";

    private static readonly CommunityId Yard = new(Guid.CreateVersion7());

    private static readonly PersonId Anna = new(Guid.CreateVersion7());

    private static readonly DateOnly AskedOn = new(2026, 11, 22);

    private static readonly DateTimeOffset Expires = new(2026, 12, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly AnswerLinks links = new(new SecretBox(RandomNumberGenerator.GetBytes(32)));

    private string Token => links.Make(Region, Yard, Anna, AskedOn, Expires);

    [Fact]
    public void A_link_says_itself_what_it_lets_answer() =>
        links.Read(Region, Token).ShouldBe(new AnswerLink(Yard, Anna, AskedOn, Expires));

    [Fact]
    public void A_letter_written_anew_has_the_same_link() => Token.ShouldBe(Token);

    [Fact]
    public void It_is_short_and_of_letters_that_no_mail_program_breaks() =>
        Token.ShouldMatch("^[A-Za-z0-9_-]{82}$");

    [Fact]
    public void It_serves_in_its_region_alone() => links.Read("RU-PER", Token).ShouldBeNull();

    [Fact]
    public void Another_deployment_does_not_know_it() =>
        new AnswerLinks(new SecretBox(RandomNumberGenerator.GetBytes(32))).Read(Region, Token).ShouldBeNull();

    [Fact]
    public void Changed_in_any_letter_it_is_none()
    {
        var token = Token;
        // The last letter holds two bits that mean nothing; all others count in full.
        for (var at = 0; at < token.Length - 1; at++)
        {
            var changed = token.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            links.Read(Region, new string(changed)).ShouldBeNull($"letter {at}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no")]
    [InlineData("../../etc/passwd")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_was_never_a_link_is_none(string? text) => links.Read(Region, text).ShouldBeNull();
}
