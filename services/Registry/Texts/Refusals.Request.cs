namespace CommunityGrains.Registry.Texts;

public static partial class Refusals
{
    private static RefusalText[] RequestTexts() =>
    [
        Request("request.invalid", "В запросе есть ошибки", "The request has errors"),
        Request("request.malformed", "Тело запроса — не один объект JSON", "The body is not one JSON object"),
        Request("request.too-large", "Запрос слишком велик", "The request is too large"),
        Request(
            "request.content-type", "Такой вид содержимого не принимается",
            "This content type is not accepted"),
        Request("request.not-found", "Такого адреса нет", "There is no such address"),
        Request(
            "request.method", "По этому адресу так не обращаются", "This address does not take this method"),
        Request("request.timed-out", "Ответ не успел приготовиться", "The answer was not ready in time"),
        Request("request.host", "Запрос обращён к другому имени, а не к этой машине",
            "The request names a host that is not this machine"),
        Request(
            "request.cross-site", "Запрос пришёл с чужой страницы", "The request comes from another site"),
        Request("request.failed", "Сбой программы; он записан в её журнал",
            "The program failed; its journal says more"),
        Request(
            "command.not-found", "О такой команде ничего не известно", "Nothing is known of this command"),
        Request("command.reused", "Этим ключом уже отправлена другая команда; возьмите новый",
            "This key was used before for another command; take a new one"),
        Request("view.behind", "Реестр ещё не прочитал эту запись; повторите чуть позже",
            "The registry has not read that far yet; ask again in a moment"),
        Request("program.draining", "Программа завершает работу; повторите позже",
            "The program is shutting down; ask again later"),
        Request("log.append-failed", "Журнал не смог сохранить запись; повторите позже",
            "The log could not store it; ask again later"),
        Request("store.unavailable", "База данных сейчас не отвечает; повторите позже",
            "The database does not answer at the moment; ask again later"),
        Request(
            "grain.contended", "Запись сейчас меняют многие; повторите",
            "Many change this record now; ask again"),
        Request(
            "grain.unreachable", "Машина, на которой эта запись, не отвечает; повторите",
            "The machine that has this record does not answer; ask again"),
        Request("file.unreadable", "Файл не удалось прочитать", "The file cannot be read"),
        Request("field.required", "Нужно значение", "A value is needed"),
        Request("field.unknown", "Такого поля здесь нет", "There is no such field here"),
        Request("field.duplicate", "Указано больше одного раза", "Given more than once"),
        Request("field.malformed", "Не подходит по виду", "Not a value of this kind"),
        Request("field.out-of-range", "Вне допустимых пределов", "Outside the limits"),
        Request("field.no-business-date", "Не раньше 1900 года и не позже сегодняшнего дня",
            "Neither before 1900 nor after today"),
        Request("request.too-many", "Слишком много запросов; повторите позже",
            "Too many requests; ask again later"),
        Request("request.form-token", "Запрос из браузера без ключа формы",
            "A browser's request without the token of a form"),
        Request("token.invalid", "Токен не действует", "The token is not valid"),
        Request("token.read-only", "Этот токен только для чтения", "This token only reads"),
        Request("request.sign-in", "Сначала войдите", "Sign in first"),
        Of("record.not-found", RefusalKind.Unknown, "Такой записи нет", "There is no such record"),
        Of("grain.version-differs", RefusalKind.Version, "Запись с тех пор изменилась; прочитайте её снова",
            "The record has changed since; read it again"),
        Field("reference.unknown", "Указана запись, которой нет", "It names a record that does not exist"),
    ];

    private static RefusalText Request(string code, string russian, string english) =>
        new(code, RefusalKind.Request, russian, english);
}
