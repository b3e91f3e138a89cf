#ifndef TOY_WEIGHTS_H
#define TOY_WEIGHTS_H

extern const float toy_classifier_weights[2][3][2];

#endif
