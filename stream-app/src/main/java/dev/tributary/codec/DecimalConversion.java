package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Exact decimals: numbers, text, or, from connectors, the base64 of their unscaled value's bytes, alone or as {@code {"scale":2,"value":"B88="}}.
 *
 * <p>Some texts are both a number and base64, {@code 1234} for one. Then {@link Text} decides.
 *
 * @param expected for messages
 * @param scale digits after the point; negative if each value brings its own
 */
record DecimalConversion(String expected, int scale, Text text) implements Conversion {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9]{1,1000}(\\.[0-9]{1,1000})?([eE][+-]?[0-9]{1,9})?");
    private static final int NO_SCALE = -1;

    /** What a text is. */
    enum Text {
        /** A number: what people and other programs write, of whose words some are base64 by chance. */
        NUMBER,
        /**
         * Base64 if it can be a number only without its scale: connectors write either base64, or all digits of the scale.
         */
        NUMBER_WITH_SCALE,
        /** Base64, always: the record's schema says so. */
        BASE64
    }

    /** Decimals that bring their own scale. */
    static DecimalConversion variableScale() {
        return new DecimalConversion("a decimal with its scale", NO_SCALE, Text.BASE64);
    }

    @Override
    public void write(JsonParser from, JsonGenerator to) throws IOException {
        String came = Conversion.came(from);
        try {
            BigDecimal value = from.hasToken(JsonToken.START_OBJECT) ? readStruct(from) : read(from, scale);
            to.writeNumber(
                    scale < 0
                            ? value.toString()
                            : value.setScale(scale, RoundingMode.UNNECESSARY).toPlainString());
        } catch (IllegalArgumentException | ArithmeticException mismatch) {
            throw new BadRecord.Mismatch(expected, came);
        }
    }

    private BigDecimal read(JsonParser from, int scale) throws IOException {
        String came = from.getText();
        if (from.currentToken().isNumeric()) {
            return Json.decimal(came);
        }
        if (!from.hasToken(JsonToken.VALUE_STRING)) {
            throw new NumberFormatException(came);
        }
        boolean isNumber = NUMBER.matcher(came).matches();
        if (text == Text.NUMBER && !isNumber) {
            throw new NumberFormatException(came);
        }
        return isNumber && !isBase64(came) ? Json.decimal(came) : unscaled(came, Math.max(scale, 0));
    }

    /** Whether a text that can be a number is none. */
    private boolean isBase64(String came) {
        boolean digitsOnly = came.length() % 4 == 0 && came.indexOf('.') < 0 && came.indexOf('-') < 0;
        return text == Text.BASE64 || (text == Text.NUMBER_WITH_SCALE && scale > 0 && digitsOnly);
    }

    private static BigDecimal unscaled(String base64, int scale) {
        return new BigDecimal(new BigInteger(Base64.getDecoder().decode(base64)), scale);
    }

    private static BigDecimal readStruct(JsonParser from) throws IOException {
        int scale = NO_SCALE;
        String value = "";
        for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
            from.nextToken();
            if (name.equals("scale")) {
                scale = Integer.parseInt(from.getText());
            } else if (name.equals("value")) {
                value = from.getText();
            } else {
                from.skipChildren();
            }
        }
        return unscaled(value, scale);
    }
}
