using CommunityGrains.Access.Accounts;
using CommunityGrains.Web.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Web.Shell;

/// <summary>How much may be sent, and how long it may take.</summary>
public sealed record UploadLimits(long BytesMax, TimeSpan Timeout);

/// <summary>A file as it comes in: <c>Content</c> is read once, while it arrives. <c>Name</c>: without
/// folders.</summary>
public sealed record UploadedFile(string Name, Stream Content);

/// <summary>Takes a form with a file; null where none was chosen.</summary>
public delegate Task<PageAnswer> UploadHandler(PageRequest request, Form form, UploadedFile? file);

/// <summary>
/// Takes forms with a file: the fields stand before it, small and few, and with them the token of the form. A
/// file is not read before the token is known to be this browser's, and it goes where the handler puts it:
/// nothing of it is laid down in a temporary file or held in memory.
/// </summary>
internal static class Uploads
{
    private const int FieldsMax = 20, FieldBytesMax = 4096, NameLengthMax = 200, BoundaryLengthMax = 200;

    // What a form is beside its file.
    private const long OverheadBytes = 1 << 20;

    public static PageHandler Take(
        UploadHandler take, PageHandler tooLarge, Func<PageRequest, string> again, long bytesMax) =>
        async request =>
        {
            if (!AccountCookies.MayTravel(request.Http)) return ErrorPages.NotSecure(request);
            if (Forms.IsForeign(request.Http)) return ErrorPages.FormExpired(request, again(request));
            if (request.Http.ContentLength > bytesMax + OverheadBytes) return await tooLarge(request);
            var size = request.Http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
            if (size is { IsReadOnly: false }) size.MaxRequestBodySize = bytesMax + OverheadBytes;
            try
            {
                return await ReadAsync(request, take, bytesMax)
                    ?? ErrorPages.FormExpired(request, again(request));
            }
            catch (UploadTooLargeException)
            {
                return await tooLarge(request);
            }
            catch (Exception error) when (error is BadHttpRequestException or InvalidDataException)
            {
                return ErrorPages.FormExpired(request, again(request));
            }
        };

    // Null: no form of ours.
    private static async Task<PageAnswer?> ReadAsync(PageRequest request, UploadHandler take, long bytesMax)
    {
        if (BoundaryOf(request.Http) is not { } boundary) return null;
        var reader = new MultipartReader(boundary, request.Http.Body);
        var fields = new Dictionary<string, StringValues>();
        while (await reader.ReadNextSectionAsync(request.Cancel) is { } section)
        {
            var about = section.GetContentDispositionHeader();
            if (about?.IsFileDisposition() == true)
            {
                var form = FormOf(request, fields);
                if (form is null) return null;
                var name = NameOf(about);
                return await take(
                    request, form,
                    name.Length == 0 ? null : new UploadedFile(name, new Limited(section.Body, bytesMax)));
            }

            if (about?.IsFormDisposition() != true || fields.Count == FieldsMax) return null;
            var field = HeaderUtilities.RemoveQuotes(about.Name).ToString();
            using var text = new StreamReader(new Limited(section.Body, FieldBytesMax));
            fields[field] = await text.ReadToEndAsync(request.Cancel);
        }

        return FormOf(request, fields) is { } without ? await take(request, without, null) : null;
    }

    private static Form? FormOf(PageRequest request, Dictionary<string, StringValues> fields) =>
        request.Frame.Forms?.Fits(fields.GetValueOrDefault(FormTokens.Field)) == true
            ? new Form(new FormCollection(fields))
            : null;

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= BoundaryLengthMax } boundary
            ? boundary.ToString()
            : null;

    // Some browsers send the folder as well; it says something of somebody's computer.
    private static string NameOf(ContentDispositionHeaderValue about)
    {
        var full = HeaderUtilities.RemoveQuotes(
            about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString();
        var name = string.Concat(
            full[(full.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))).Trim();
        return name.Length <= NameLengthMax ? name : name[^NameLengthMax..];
    }

    private sealed class UploadTooLargeException : Exception;

    /// <summary>Refuses to read on after so many bytes.</summary>
    private sealed class Limited(Stream inner, long bytesMax) : Stream
    {
        private long total;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => total;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("A request is not read by waiting for it");

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int read) =>
            (total += read) <= bytesMax ? read : throw new UploadTooLargeException();
    }
}
