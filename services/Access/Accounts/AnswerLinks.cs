using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.Accounts;

/// <summary>What a link of a letter lets answer. <c>Community</c>: whose question it is. <c>Addressee</c>:
/// whom the letter went to, in whose name the answer is recorded. <c>AskedOn</c>: when "is this still true?"
/// was put. <c>Expires</c>: until when the link serves.</summary>
public sealed record AnswerLink(
    CommunityId Community, PersonId Addressee, DateOnly AskedOn, DateTimeOffset Expires);

/// <summary>
/// Links by which whoever got a letter answers it without signing in: to one question, of one community, for
/// one person, until a day. Nothing is kept of them: a link says all of this itself, in 82 letters, with a
/// keyed hash by the deployment's key, so that nobody makes one up or changes one. It answers one question
/// and opens nothing else; answering twice is harmless, because the record is "already so" then.
/// </summary>
public sealed class AnswerLinks(ISecretBox box)
{
    private const byte Version = 1;
    private const int CommunityAt = 1;
    private const int AddresseeAt = CommunityAt + 16;
    private const int AskedAt = AddresseeAt + 16;
    private const int ExpiresAt = AskedAt + sizeof(int);
    private const int MarkAt = ExpiresAt + sizeof(long);
    private const int MarkBytes = 16;
    private const int WholeBytes = MarkAt + MarkBytes;

    /// <summary>Where a link leads, below the site's address and without the language (Russian);
    /// "/en" before it for English.</summary>
    public static string PathOf(string token) => $"/answer/{token}";

    /// <summary>The link's token, the same for the same question: a letter that is written anew has the same
    /// link.</summary>
    /// <param name="region">Where the community is on record.</param>
    /// <param name="community">Whose question it is.</param>
    /// <param name="addressee">Head or leader, to whom alone the letter goes.</param>
    /// <param name="askedOn">When the question was put.</param>
    /// <param name="expires">Kept in whole seconds.</param>
    public string Make(
        string region, CommunityId community, PersonId addressee, DateOnly askedOn, DateTimeOffset expires)
    {
        var bytes = new byte[WholeBytes];
        bytes[0] = Version;
        community.Value.TryWriteBytes(bytes.AsSpan(CommunityAt), bigEndian: true, out _);
        addressee.Value.TryWriteBytes(bytes.AsSpan(AddresseeAt), bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(AskedAt), askedOn.DayNumber);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(ExpiresAt), expires.ToUnixTimeSeconds());
        MarkOf(region, bytes).CopyTo(bytes.AsSpan(MarkAt));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a token lets answer, whether or not it still serves; null when it was not made here, or
    /// not for this region.</summary>
    public AnswerLink? Read(string region, string? token)
    {
        if (token is null || token.Length != Base64Url.GetEncodedLength(WholeBytes)) return null;
        var bytes = new byte[WholeBytes];
        if (!Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != WholeBytes) return null;
        var isOurs = CryptographicOperations.FixedTimeEquals(MarkOf(region, bytes), bytes.AsSpan(MarkAt));
        if (!isOurs || bytes[0] != Version) return null;
        return new AnswerLink(
            new CommunityId(new Guid(bytes.AsSpan(CommunityAt, 16), bigEndian: true)),
            new PersonId(new Guid(bytes.AsSpan(AddresseeAt, 16), bigEndian: true)),
            DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(AskedAt))),
            DateTimeOffset.FromUnixTimeSeconds(
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(ExpiresAt))));
    }

    private byte[] MarkOf(string region, byte[] bytes)
    {
        var said = $"{region}\0{Convert.ToHexStringLower(bytes.AsSpan(0, MarkAt))}";
        return Convert.FromHexString(box.Mark(Purpose.AnswerMark, said))[..MarkBytes];
    }
}
